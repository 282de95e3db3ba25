import { own } from "./own.js";
import { pointerTo } from "./pointer-to.js";

/** Checks a property where it is there. */
export function may(object, name, pointer, sink, collect) {
  const value = own(object, name);
  if (value !== undefined) collect(value, pointerTo(pointer, name), sink);
}
