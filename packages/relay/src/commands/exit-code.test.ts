import { describe, expect, it } from "vitest";
import { toExitCode } from "./exit-code.ts";

const zero = { received: 0, delivered: 0, skipped: {}, unrecognized: 0, invalid: 0, rejected: 0, undelivered: 0 };

describe("toExitCode", () => {
  it.each([
    [0, "all delivered", { received: 2, delivered: 2 }, false],
    [0, "all skipped", { received: 2, skipped: { "not-an-event": 2 } }, false],
    [0, "some unrecognized", { received: 2, delivered: 1, unrecognized: 1 }, false],
    [1, "one invalid", { received: 2, delivered: 1, invalid: 1 }, false],
    [1, "one rejected", { received: 2, delivered: 1, rejected: 1 }, false],
    [1, "all unrecognized", { received: 2, unrecognized: 2 }, false],
    [2, "nothing received", {}, false],
    [2, "one undelivered", { received: 2, delivered: 1, undelivered: 1 }, false],
    [2, "one undelivered, the others rejected", { received: 2, rejected: 1, undelivered: 1 }, false],
    [2, "cut short, all delivered", { received: 2, delivered: 2 }, true],
    [2, "cut short, one invalid", { received: 2, delivered: 1, invalid: 1 }, true],
  ])("is %i for %s", (code, _, report, isCutShort) => {
    expect(toExitCode({ report: { ...zero, ...report }, isCutShort })).toBe(code);
  });
});
