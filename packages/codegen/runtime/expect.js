import { issue } from "./issue.js";
import { objectWith } from "./object-with.js";

/** Checks a value: by a function, as one of some texts, or as an object by its tables, unless its predicate passes it. */
export function expect(v, sink, expected) {
  if (typeof expected === "function") expected(v, sink);
  else if (typeof expected[0] === "string") {
    if (!expected.includes(v)) issue(sink, expected.length > 1 ? "enum" : "const", undefined, v, expected);
  } else if (!expected[3]?.(v)) objectWith(v, sink, expected);
}
