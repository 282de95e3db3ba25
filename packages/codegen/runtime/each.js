import { lengthOf } from "./length-of.js";

/** Checks the items of an array from one on. */
export function each(items, sink, from, check) {
  for (let i = from, length = lengthOf(items); i < length; i += 1) if (!check(items[i], sink?.at(i))) return false;
  return true;
}
