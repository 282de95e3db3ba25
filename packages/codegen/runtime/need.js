import { missing } from "./issue.js";
import { own } from "./own.js";
import { pointerTo } from "./pointer-to.js";

/** Checks a property that must be there. */
export function need(object, name, pointer, sink, collect) {
  const value = own(object, name);
  if (value === undefined) missing(sink, object, pointerTo(pointer, name), name);
  else collect?.(value, pointerTo(pointer, name), sink);
}
