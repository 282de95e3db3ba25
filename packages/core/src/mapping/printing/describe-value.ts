import { holdsAddress } from "./holds-address.ts";
import { printable } from "./printable.ts";

const describeString = (text: string): string =>
  text.length > 40 || holdsAddress(text)
    ? `a string of ${text.length} characters`
    : printable(JSON.stringify(text), Infinity);

/**
 * Describes a value in a form that is safe to log: a short string or a number as it is, otherwise its type and size;
 * never an address or a terminal control character. The validators use the same wording.
 */
export const describeValue = (value: unknown): string => {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") return describeString(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  // Printing a huge one takes quadratic time.
  if (typeof value === "bigint") return BigInt.asIntN(128, value) === value ? String(value) : "a huge bigint";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
};
