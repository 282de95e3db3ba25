import { objectWith } from "./object-with.js";
import { isObject } from "./is-object.js";
import { issue } from "./issue.js";
import { missing } from "./missing.js";
import { own } from "./own.js";

/** Checks a value as the branch that its tag names, or says what is wrong with the tag. */
export function tagged(v, sink, path, branches, expected) {
  const depth = sink.path.length;
  const branch = branchOf(v, sink, path, branches, expected);
  while (sink.path.length > depth) sink.path.pop();
  if (typeof branch === "function") branch(v, sink);
  else if (branch) objectWith(v, sink, branch);
}

/** The branch, with the sink's place on the tag; nothing when what is wrong is noted. */
function branchOf(v, sink, path, branches, expected) {
  let tag = v;
  for (const name of path) {
    if (!isObject(tag)) return void issue(sink, "type", "an object", tag);
    const below = own(tag, name);
    if (below === undefined) return missing(tag, sink, name);
    sink.path.push(name);
    tag = below;
  }
  if (typeof tag !== "string") return void issue(sink, "type", "a string", tag);
  const branch = own(branches, tag);
  if (!branch) issue(sink, "discriminator", expected, tag, Object.keys(branches));
  return branch;
}
