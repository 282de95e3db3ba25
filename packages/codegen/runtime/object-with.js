import { expect } from "./expect.js";
import { fields } from "./fields.js";
import { isObject } from "./is-object.js";
import { issue } from "./issue.js";

/** Checks that a value is an object, as each of its bases, with the properties it needs and those it may have. */
export function objectWith(v, sink, tables) {
  if (isObject(v)) {
    for (const base of tables[2] ?? []) expect(v, sink, base);
    fields(v, sink, tables[0], tables[1]);
  } else issue(sink, "type", "an object", v);
}
