import { describe, expect, it, vi } from "vitest";
import { AirshipStreamError } from "./stream-error.ts";

describe("an AirshipStreamError", () => {
  it("is recognized by another build of the package, such as the CommonJS one", async () => {
    vi.resetModules();
    const other = await import("./stream-error.ts");
    expect(other.AirshipStreamError).not.toBe(AirshipStreamError);
    expect(new other.AirshipStreamError("refused", 400, "no") instanceof AirshipStreamError).toBe(true);
    expect(new AirshipStreamError("refused", 400, "no") instanceof other.AirshipStreamError).toBe(true);
  });

  it("is distinguished from other values, and from a subclass of it", () => {
    class OwnError extends AirshipStreamError {}
    for (const value of [undefined, null, 7, {}, new Error("no"), { name: "AirshipStreamError" }]) {
      expect(value instanceof AirshipStreamError).toBe(false);
    }
    expect(new OwnError("refused", 400, "no") instanceof AirshipStreamError).toBe(true);
    expect(new AirshipStreamError("refused", 400, "no") instanceof OwnError).toBe(false);
  });
});
