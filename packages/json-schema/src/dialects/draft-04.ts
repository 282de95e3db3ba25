import { type Fields, renamedTo, type Rewrite, type RewriteTable } from "./rewrite.ts";

/** `minimum` and `exclusiveMinimum`, or `maximum` and `exclusiveMaximum`. */
const boundRewrites = (bound: string, exclusive: string): readonly (readonly [string, Rewrite])[] => {
  const isExclusive = (fields: Fields): boolean => fields[exclusive] === true;
  return [
    [bound, (value, fields) => [[isExclusive(fields) ? exclusive : bound, value]]],
    // Beside no bound, the boolean says nothing. A number is draft-06, which many a draft-04 document writes.
    [exclusive, (value) => (typeof value === "boolean" ? [] : [[exclusive, value]])],
  ];
};

/** Bounds whose exclusion is a boolean, as in draft-04 and OpenAPI 3.0. */
export const booleanBounds: RewriteTable = new Map([
  ...boundRewrites("minimum", "exclusiveMinimum"),
  ...boundRewrites("maximum", "exclusiveMaximum"),
]);

/** Draft-04 in the words of draft-07. Draft-06 needs no rewriting: draft-07 only adds to it. */
export const draft04: RewriteTable = new Map([["id", renamedTo("$id")], ...booleanBounds]);
