import { holdsAddress } from "./holds-address.ts";
import { printable } from "./printable.ts";

const describeString = (text: string): string =>
  text.length > 40 || holdsAddress(text)
    ? `a string of ${text.length} characters`
    : printable(JSON.stringify(text), Infinity);

/**
 * Says what a value is, in a form that is safe to log: a short text or a number as it is, otherwise the type and size;
 * never an address, nor a character that breaks a terminal. The same words as the validators use.
 */
export const describeValue = (value: unknown): string => {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") return describeString(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  // To write a huge one takes time that grows with the square of its length.
  if (typeof value === "bigint") return BigInt.asIntN(128, value) === value ? String(value) : "a huge bigint";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
};
