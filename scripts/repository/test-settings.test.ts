import { execFileSync } from "node:child_process";
import { expect, it, vi } from "vitest";

it("starts the programs of tests without colors, also where an environment forces them", async () => {
  const printed = (): string =>
    execFileSync(process.execPath, ["--eval", "console.log(1)"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
  vi.stubEnv("FORCE_COLOR", "1");
  expect(printed()).not.toBe("1\n");
  await import("../../vitest.settings.ts");
  expect(printed()).toBe("1\n");
});
