import { issue } from "./issue.js";
import { plainObject } from "./plain-object.js";
/*:: import type { Place } from "./place.js"; */
/*:: import type { Check } from "./check.js"; */

/** Answers a union none of whose branches is named by the tag at a path. */
export function unknownTag(
  value /*: any */,
  sink /*: Place | undefined */,
  path /*: readonly string[] */,
  branches /*: ReadonlyMap<string, Check> */,
) /*: boolean */ {
  for (const name of path) {
    if (!plainObject(value)) return issue(value, sink, "type", "an object");
    value = value[name];
    sink = sink?.at(name);
  }
  return typeof value === "string"
    ? issue(value, sink, "discriminator", [...branches.keys()])
    : issue(value, sink, "type", "a string");
}
