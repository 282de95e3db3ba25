import { describe, expect, it, vi } from "vitest";
import { InvalidEventError } from "./invalid-event-error.ts";

const issues = [{ pointer: "/id", code: "type", expected: "a string", received: "7" }];

describe("an InvalidEventError", () => {
  it("is recognized by the class of another entry point or build of the package", async () => {
    vi.resetModules();
    const other = await import("./invalid-event-error.ts");
    expect(other.InvalidEventError).not.toBe(InvalidEventError);
    expect(new other.InvalidEventError("airship", issues) instanceof InvalidEventError).toBe(true);
    expect(new InvalidEventError("airship", issues) instanceof other.InvalidEventError).toBe(true);
  });

  it("is distinguished from other values, and from a subclass of it", () => {
    class OwnError extends InvalidEventError {}
    for (const value of [undefined, null, 7, {}, new Error("no"), { name: "InvalidEventError", issues }]) {
      expect(value instanceof InvalidEventError).toBe(false);
    }
    expect(new OwnError("airship", issues) instanceof InvalidEventError).toBe(true);
    expect(new InvalidEventError("airship", issues) instanceof OwnError).toBe(false);
  });

  it("has only its name and its issues", () => {
    expect(Object.entries(new InvalidEventError("airship", issues))).toEqual([
      ["name", "InvalidEventError"],
      ["issues", issues],
    ]);
  });
});
