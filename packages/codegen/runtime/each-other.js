import { othersOf } from "./others-of.js";
import { within } from "./within.js";

/** Checks every property but those named or matched, until the limit of issues is reached. */
export function eachOther(object, sink, named, patterns, collect) {
  for (const name of othersOf(object, named, patterns)) {
    if (sink.left <= 0) return;
    within(object[name], sink, name, collect);
  }
}
