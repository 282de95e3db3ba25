import { keywordShapes } from "../check/keywords.ts";

/** Values of every kind, some of which are valid for a keyword. */
const rows: readonly (readonly unknown[])[] = [
  [null, true, 0, -1, 1.5, 1e308, "", "a", "#", "#/", "#/a~b%", "[", "//", "http://[", "file:///%", "\u0000"],
  [{}, [], [[]], [{}], [null], [1, 1], ["a"], { a: 1 }, { a: null }, { a: [] }, { a: {} }, { "": true }],
  [{ hasOwnProperty: {} }, { constructor: {} }, { toString: true }, { "a/~b": {} }, ["__proto__"]],
  [JSON.parse('{"__proto__":{"type":"string"}}')],
];

const values = rows.flat();

/** Each keyword with each of the values, as a schema. */
export const keywordsWithAnyValue = [...keywordShapes.keys()].flatMap((keyword) =>
  values.map((value) => ({ [keyword]: value })),
);
