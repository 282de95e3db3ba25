import { issue } from "../issues/issue.js";
import { plainObject } from "./plain-object.js";
/*:: import type { $Place } from "../issues/place-in.js"; */
/*:: import type { $Check } from "../issues/collect.js"; */

/** Reports a value whose tag, at a path, is missing or names no branch of a union. */
export function unknownTag(
  value /*: unknown */,
  place /*: $Place | undefined */,
  path /*: readonly string[] */,
  branches /*: ReadonlyMap<unknown, $Check> */,
) /*: boolean */ {
  for (const name of path) {
    if (!plainObject(value)) return issue(value, place, "type", "an object");
    value = value[name];
    place = place?.at(name);
  }
  return typeof value === "string"
    ? issue(value, place, "discriminator", [...branches.keys()])
    : issue(value, place, "type", "a string");
}
