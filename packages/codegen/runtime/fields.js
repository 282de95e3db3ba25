import { missing } from "./missing.js";
import { own } from "./own.js";
import { within } from "./within.js";

/** Checks the properties that an object needs, and where they are there those that it may have. */
export function fields(object, sink, needed, allowed) {
  for (const name in needed) {
    const value = own(object, name);
    if (value === undefined) missing(object, sink, name, needed, allowed);
    else within(value, sink, name, needed[name]);
  }
  for (const name in allowed) {
    const value = own(object, name);
    if (value !== undefined) within(value, sink, name, allowed[name]);
  }
}
