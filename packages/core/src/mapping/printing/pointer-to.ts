import { holdsAddress } from "./holds-address.ts";

/** Longer names are probably data. */
const maxNameLength = 64;

/**
 * Returns the JSON Pointer (RFC 6901) to a member, or to its parent if the name of the member can't be printed: senders also
 * use addresses as keys.
 */
export const pointerTo = (above: string, name: string | number): string => {
  const key = String(name);
  if (holdsAddress(key) || key.length > maxNameLength) return above;
  return `${above}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
};
