import { holdsAddress, printable } from "@email-events/core/mapping";

/** The maximum length of a printed pointer. */
const maxPointerChars = 2_000;

const showKey = (key: string): string => (holdsAddress(key) ? "[address]" : key);

/**
 * Returns the pointer of an issue in a form that is safe for a terminal. A key that contains an address becomes
 * `[address]`.
 */
export const printablePointer = (pointer: string): string => {
  const keys = pointer.slice(0, maxPointerChars).split("/");
  // The last key may be truncated before its at sign.
  if (pointer.length > maxPointerChars) keys[keys.length - 1] = "...";
  return printable(keys.map(showKey).join("/"));
};
