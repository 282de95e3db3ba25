/** A range of times in Unix milliseconds, both bounds included. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Times whose Unix milliseconds have thirteen digits: 2001-09-09T01:46:40.000Z to 2286-11-20T17:46:39.999Z. Seconds,
 * microseconds and nanoseconds of these years have ten, sixteen and nineteen, so they can't be confused.
 */
export const thirteenDigits: TimeRange = { fromMs: 1_000_000_000_000, toMs: 9_999_999_999_999 };

const digits = /^(?:0|[1-9][0-9]{0,15})$/;

/**
 * Reads Unix milliseconds: a whole number, or its decimal digits in a string. Returns undefined for values of other
 * types and formats (signs, fractions, leading zeros, dates), and for times out of range.
 */
export const milliseconds = (value: unknown, { fromMs, toMs }: TimeRange = thirteenDigits): number | undefined => {
  const ms = typeof value === "string" && digits.test(value) ? Number(value) : value;
  return typeof ms === "number" && Number.isInteger(ms) && ms >= fromMs && ms <= toMs ? ms : undefined;
};
