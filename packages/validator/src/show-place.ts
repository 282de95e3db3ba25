import { holdsAddress, printable } from "@email-events/core/mapping";

/** More than is shown of a pointer, which becomes shorter where a key isn't shown. */
const maxPointerChars = 2_000;

const showKey = (key: string): string => (holdsAddress(key) ? "[address]" : key);

/** Says where an issue is, as a terminal shows it. Of a key that holds an address only that is said. */
export const showPlace = (pointer: string): string => {
  const keys = pointer.slice(0, maxPointerChars).split("/");
  // The last one may be cut before its at sign.
  if (pointer.length > maxPointerChars) keys[keys.length - 1] = "...";
  return printable(keys.map(showKey).join("/"));
};
