import { namesOf } from "./names-of.js";
/*:: import type { $Place } from "../issues/place-in.js"; */
/*:: import type { $Check } from "../issues/collect.js"; */
/*:: import type { $JsonObject } from "./json-object.js"; */

/** Checks every property that no other demand looks at. */
export function eachUnseenName(
  object /*: $JsonObject */,
  place /*: $Place | undefined */,
  look /*: (object: $JsonObject, seen: Set<unknown>) => void */,
  check /*: $Check */,
) /*: boolean */ {
  const seen = new Set /*:: <unknown> */();
  look(object, seen);
  return namesOf(object).every((name) => seen.has(name) || check(object[name], place?.at(name)));
}
