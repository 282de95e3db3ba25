import type { Issue } from "../../issue.ts";
import { describeValue } from "../printing/describe-value.ts";
import { thirteenDigits, type TimeRange } from "./milliseconds.ts";

/** A number in any notation; the maximum lengths bound the time for hostile strings. */
const numeric = /^\s{0,9}[+-]?\d{1,40}(?:\.\d{0,40})?(?:e[+-]?\d{1,3})?\s{0,9}$/i;

/** A year, month and day without separators, alone or with hours, minutes and seconds. */
const compactDate = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}(?:\d\d)?)?$/;

/** How other units are converted to milliseconds. */
const units: readonly (readonly [name: string, toMs: (count: number) => number, advice: string])[] = [
  ["seconds", (count) => count * 1_000, "multiply by 1000"],
  ["microseconds", (count) => count / 1_000, "divide by 1000 and drop the fraction"],
  ["nanoseconds", (count) => count / 1_000_000, "divide by 1000000 and drop the fraction"],
];

const toNumber = (value: unknown): number | undefined => {
  if (typeof value === "number") return value;
  return typeof value === "string" && numeric.test(value) ? Number(value) : undefined;
};

/** Whether a value is a date in a usual format. `Date.parse` alone would accept "event 1". */
const isDate = (value: unknown): boolean => {
  if (value instanceof Date) return true;
  if (typeof value === "number") return compactDate.test(String(value));
  if (typeof value !== "string" || value.length > 100) return false;
  if (numeric.test(value)) return compactDate.test(value);
  return /\d{4}|\d[-/:.]\d/.test(value) && !Number.isNaN(Date.parse(value));
};

const hintOfNumber = (count: number, { fromMs, toMs }: TimeRange): string | undefined => {
  const isPlausible = (ms: number): boolean => ms >= fromMs && ms <= toMs;
  if (count < 0) return "it is before 1970: check the sign";
  if (isPlausible(count)) return "looks like milliseconds: write a whole number in digits alone";
  const unit = units.find(([, toMilliseconds]) => isPlausible(toMilliseconds(count)));
  if (unit === undefined) return undefined;
  const [name, , advice] = unit;
  const rounding = name === "seconds" && !Number.isInteger(count) ? " and drop the fraction" : "";
  return `looks like ${name}: ${advice}${rounding}`;
};

const hintOf = (value: unknown, range: TimeRange): string | undefined => {
  const count = toNumber(value);
  const hint = count === undefined ? undefined : hintOfNumber(count, range);
  return hint ?? (isDate(value) ? "looks like a date: give its Unix milliseconds" : undefined);
};

/** Formats a bound of a range, which a `Date` can always represent, as ISO 8601. */
const inWords = (ms: number): string => new Date(ms).toISOString();

/** Returns why a value isn't Unix milliseconds, with a hint about what it looks like: seconds, a date, ... */
export const millisecondsIssue = (pointer: string, value: unknown, range: TimeRange = thirteenDigits): Issue => {
  if (value === undefined) return { pointer, code: "required", expected: "a value", received: "nothing" };
  const hint = hintOf(value, range);
  return {
    pointer,
    code: "milliseconds",
    expected: `Unix milliseconds from ${inWords(range.fromMs)} to ${inWords(range.toMs)}`,
    received: describeValue(value),
    ...(hint !== undefined && { hint }),
  };
};
