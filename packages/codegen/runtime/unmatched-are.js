import { othersOf } from "./others-of.js";

/** Tells whether every property but those named or matched passes. */
export function unmatchedAre(object, named, patterns, is) {
  return othersOf(object, named, patterns).every((name) => is(object[name]));
}
