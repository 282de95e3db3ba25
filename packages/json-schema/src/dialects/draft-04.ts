import { type Fields, renamedTo, type Rewrite, type RewriteTable } from "./rewrite.ts";

/** `minimum` and `exclusiveMinimum`, or `maximum` and `exclusiveMaximum`. */
const boundRewrites = (bound: string, exclusive: string): readonly (readonly [string, Rewrite])[] => {
  const isExclusive = (fields: Fields): boolean => fields[exclusive] === true;
  return [
    [bound, (value, fields) => [[isExclusive(fields) ? exclusive : bound, value]]],
    // Without a bound, the boolean has no effect. A number is draft-06, which some draft-04 documents use.
    [exclusive, (value) => (typeof value === "boolean" ? [] : [[exclusive, value]])],
  ];
};

/** Bounds with a boolean exclusion, as in draft-04 and OpenAPI 3.0. */
export const booleanBounds: RewriteTable = new Map([
  ...boundRewrites("minimum", "exclusiveMinimum"),
  ...boundRewrites("maximum", "exclusiveMaximum"),
]);

/** Rewrites of draft-04 to draft-07. Draft-06 needs none, since draft-07 only adds to it. */
export const draft04: RewriteTable = new Map([["id", renamedTo("$id")], ...booleanBounds]);
