import { execFileSync } from "node:child_process";
import { expect, it, vi } from "vitest";

const printed = (): string =>
  execFileSync(process.execPath, ["--eval", "console.log(1)"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });

it("start the programs of tests without colors, also where an environment forces them", async () => {
  vi.stubEnv("FORCE_COLOR", "1");
  expect(printed()).not.toBe("1\n");
  await import("../../vitest.settings.ts");
  expect(printed()).toBe("1\n");
});

it("restore what the tests of another file stubbed before the next file begins", async () => {
  const { testSettings } = await import("../../vitest.settings.ts");
  vi.stubEnv("PATH", "/nowhere");
  vi.stubGlobal("fetch", undefined);
  for (const file of testSettings.setupFiles) await import(`${file}?again`);
  expect(process.env["PATH"]).not.toBe("/nowhere");
  expect(fetch).toBeTypeOf("function");
});
