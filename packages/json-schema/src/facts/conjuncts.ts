import { keywordsOf, placesOf } from "../resolve/children.ts";
import { keyOf, type SchemaNode } from "../json-schema.ts";
import type { SchemaSet } from "../schema-set.ts";

/** Some places and the targets of their `$ref` and `allOf`, transitively, each once. */
export const conjunctsOf = (set: SchemaSet, nodes: readonly SchemaNode[]): readonly SchemaNode[] => {
  const found = new Map<string, SchemaNode>();
  const visit = (place: SchemaNode): void => {
    if (found.has(keyOf(place))) return;
    found.set(keyOf(place), place);
    const ref = keywordsOf(place)?.$ref;
    if (ref !== undefined) visit(set.resolve(place, ref));
    placesOf(place, "allOf").forEach(visit);
  };
  nodes.forEach(visit);
  return [...found.values()];
};

/** The choices of a place: a value must match a branch of each. */
export const choicesOf = (node: SchemaNode): readonly (readonly SchemaNode[])[] =>
  (["anyOf", "oneOf"] as const).map((keyword) => placesOf(node, keyword)).filter((branches) => branches.length > 0);
