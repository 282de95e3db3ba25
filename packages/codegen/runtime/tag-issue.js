import { isObject } from "./is-object.js";
import { issue, missing } from "./issue.js";
import { own } from "./own.js";
import { pointerTo } from "./pointer-to.js";

/** Says why no branch of a union goes with a value: its tag is missing, no string, or unknown. */
export function tagIssue(value, path, tags, pointer, sink) {
  for (const name of path) {
    if (!isObject(value)) return issue(sink, pointer, "type", "an object", value);
    const below = own(value, name);
    if (below === undefined) return missing(sink, value, pointerTo(pointer, name), name);
    [value, pointer] = [below, pointerTo(pointer, name)];
  }
  if (typeof value !== "string") return issue(sink, pointer, "type", "a string", value);
  issue(sink, pointer, "discriminator", `one of ${tags.map((tag) => JSON.stringify(tag)).join(", ")}`, value, tags);
}
