import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { millisecondsIssue } from "./milliseconds-issue.ts";
import { milliseconds, thirteenDigits } from "./milliseconds.ts";

const hintAt = (value: unknown) => millisecondsIssue("/timestamp", value).hint;

test("reports what is expected, what was received and what it looks like", () => {
  expect(millisecondsIssue("/timestamp", "1773042072")).toStrictEqual({
    pointer: "/timestamp",
    code: "milliseconds",
    expected: "Unix milliseconds from 2001-09-09T01:46:40.000Z to 2286-11-20T17:46:39.999Z",
    received: '"1773042072"',
    hint: "looks like seconds: multiply by 1000",
  });
});

test("reports a missing value", () => {
  expect(millisecondsIssue("/timestamp", undefined)).toStrictEqual({
    pointer: "/timestamp",
    code: "required",
    expected: "a value",
    received: "nothing",
  });
});

const hints = {
  milliseconds: "looks like milliseconds: write a whole number in digits alone",
  seconds: "looks like seconds: multiply by 1000",
  secondsAndMore: "looks like seconds: multiply by 1000 and drop the fraction",
  microseconds: "looks like microseconds: divide by 1000 and drop the fraction",
  nanoseconds: "looks like nanoseconds: divide by 1000000 and drop the fraction",
  date: "looks like a date: give its Unix milliseconds",
  sign: "it is before 1970: check the sign",
};

test.each<[unknown, keyof typeof hints]>([
  [1_773_042_072, "seconds"],
  ["1773042072", "seconds"],
  ["1.773042072e9", "seconds"],
  [1_773_042_072.123, "secondsAndMore"],
  ["1773042072.123", "secondsAndMore"],
  ["1773042072000000", "microseconds"],
  [1_773_042_072_000_000, "microseconds"],
  ["1773042072000000000", "nanoseconds"],
  [1_773_042_072_000_000_000, "nanoseconds"],
  [1_773_042_072_000.5, "milliseconds"],
  ["1773042072000.000", "milliseconds"],
  ["+1773042072000", "milliseconds"],
  [" 1773042072000 ", "milliseconds"],
  ["0001773042072000", "milliseconds"],
  ["1.773042072E12", "milliseconds"],
  ["0001773042072", "seconds"],
  ["-1773042072000", "sign"],
  [-1, "sign"],
  ["2026-03-09T07:41:12.000Z", "date"],
  ["2026-03-09", "date"],
  ["Mon Mar 09 2026 07:41:12 GMT+0000 (Coordinated Universal Time)", "date"],
  ["Mon, 09 Mar 2026 07:41:12 GMT", "date"],
  ["3/9/2026, 7:41:12 AM", "date"],
  ["20260309074112", "date"],
  [20_260_309, "date"],
  [new Date(0), "date"],
])("%j: %s", (value, kind) => {
  expect(hintAt(value)).toBe(hints[kind]);
});

test.each<[unknown]>([
  ["yesterday"],
  ["event 1"],
  [""],
  [" "],
  ["0x19d0"],
  [0],
  [12],
  // Date.parse reads these as years, and as a month.
  ["12345"],
  ["2026"],
  ["10.5"],
  [Number.NaN],
  [Infinity],
  [null],
  [true],
  [{}],
  [[]],
  ["9".repeat(5_000)],
  ["2026 ".repeat(1_000)],
])("%s has no hint", (value) => {
  expect(hintAt(value)).toBeUndefined();
});

test("uses the given range", () => {
  const range = { fromMs: Date.UTC(2020, 0), toMs: Date.UTC(2030, 0) };
  expect(millisecondsIssue("/timestamp", "1000000000000", range)).toMatchObject({
    expected: "Unix milliseconds from 2020-01-01T00:00:00.000Z to 2030-01-01T00:00:00.000Z",
  });
  expect(millisecondsIssue("/timestamp", "1000000000000", range)).not.toHaveProperty("hint");
});

describe("for every time in range", () => {
  const moment = fc.integer({ min: thirteenDigits.fromMs, max: thirteenDigits.toMs });

  test("seconds, microseconds and nanoseconds are refused and recognized, as numbers and as digits", () => {
    fc.assert(
      fc.property(moment, (ms) => {
        const seconds = Math.ceil(ms / 1_000);
        const others = [
          [seconds, "seconds"],
          [ms * 1_000, "microseconds"],
          [`${ms}000`, "microseconds"],
          [ms * 1_000_000, "nanoseconds"],
          [`${ms}000000`, "nanoseconds"],
          [String(seconds), "seconds"],
        ] as const;
        for (const [value, unit] of others) {
          expect(milliseconds(value)).toBeUndefined();
          // The last second of the range may end after it.
          if (ms <= thirteenDigits.toMs - 1_000) expect(hintAt(value)).toBe(hints[unit]);
        }
      }),
    );
  });

  test("its usual date formats are refused and recognized as a date", () => {
    fc.assert(
      fc.property(moment, (ms) => {
        const date = new Date(ms);
        for (const text of [
          date.toISOString(),
          date.toString(),
          date.toUTCString(),
          JSON.parse(JSON.stringify(date)),
        ]) {
          expect(milliseconds(text)).toBeUndefined();
          expect(hintAt(text)).toBe(hints.date);
        }
      }),
    );
  });
});
