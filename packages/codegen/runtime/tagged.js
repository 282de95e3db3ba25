import { isObject } from "./is-object.js";
import { issue } from "./issue.js";
import { missing } from "./missing.js";
import { oneOf } from "./one-of.js";
import { own } from "./own.js";

/** Checks a value as the branch that its tag names, or says what is wrong with the tag. */
export function tagged(v, sink, path, branches) {
  const depth = sink.path.length;
  const tag = tagAt(v, sink, path);
  const collect = typeof tag === "string" && own(branches, tag);
  const tags = Object.keys(branches);
  if (collect === undefined) issue(sink, "discriminator", oneOf(tags), tag, tags);
  sink.path.length = depth;
  if (collect) collect(v, sink);
}

/** The tag, with the sink's place on it; nothing when what is wrong on the way is noted. */
function tagAt(v, sink, path) {
  let tag = v;
  for (const name of path) {
    if (!isObject(tag)) {
      issue(sink, "type", "an object", tag);
      return undefined;
    }
    const below = own(tag, name);
    if (below === undefined) {
      missing(tag, sink, name);
      return undefined;
    }
    sink.path.push(name);
    tag = below;
  }
  if (typeof tag !== "string") issue(sink, "type", "a string", tag);
  return tag;
}
