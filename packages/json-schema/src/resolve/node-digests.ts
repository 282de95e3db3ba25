import type { Dialect } from "../dialects/dialect.ts";
import { keyOf, type SchemaNode } from "../json-schema.ts";
import { childOf } from "./children.ts";
import { createMeaningDigests } from "./meaning-digest.ts";
import { placingKeywords } from "./meaning-outline.ts";
import type { References } from "./references.ts";

/**
 * Returns a function that digests the meaning of a place. Two places with a dynamic reference always differ, since its
 * target depends on the scope.
 */
export const createNodeDigests = (
  references: References,
  dialectOf: (node: SchemaNode) => Dialect,
): ((node: SchemaNode) => string) => {
  const { digestOf } = createMeaningDigests<SchemaNode>({
    keyOf,
    childOf: (node, keyword, token) => references.enter(childOf(node, keyword, token), node),
    resolve: references.locate,
    // A reference is part of a type, which names its target.
    meantBy: (node) => node,
    scopeOf: keyOf,
    dialectOf,
    counts: (keyword) => !placingKeywords.has(keyword),
  });
  return (node) => `sha256-${digestOf(references.enter(node))}`;
};
