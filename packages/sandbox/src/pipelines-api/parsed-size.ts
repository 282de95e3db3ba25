import { isCall } from "@email-events/validator/pipelines";

/** Approximate memory in V8 of an object or array, of a key with its value, and of a string without its text. */
const perValueBytes = 64;
const perEntryBytes = 16;
const perStringBytes = 24;

/** Estimates the memory that a value parsed from JSON takes, in bytes. */
export const estimateParsedBytes = (value: unknown): number => {
  if (typeof value === "string") return perStringBytes + 2 * value.length;
  let sum = perValueBytes;
  if (Array.isArray(value)) {
    for (const item of value) sum += perEntryBytes + estimateParsedBytes(item);
    return sum;
  }
  if (!isCall(value)) return 0;
  // `for in` takes a fraction of the time of `Object.entries`, and what JSON.parse makes inherits nothing enumerable.
  for (const key in value) {
    sum += perEntryBytes + 2 * key.length + estimateParsedBytes(value[key]);
  }
  return sum;
};
