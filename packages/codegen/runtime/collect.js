import { placeIn } from "./place-in.js";

/** What a check finds in a value: at most `limit` issues, and those found with the last one. */
export function collect(value, check, limit, onAsked) {
  const all = { found: [], limit, onAsked, tries: 64 };
  check(value, placeIn(all));
  return all.found;
}
