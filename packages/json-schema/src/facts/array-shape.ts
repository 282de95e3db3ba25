import { childOf, keywordsOf, placesOf } from "../resolve/children.ts";
import type { SchemaNode } from "../json-schema.ts";

/** The item schemas of a place, in any dialect. */
export interface ArrayShape {
  /** The first items, one by one. */
  readonly first: readonly SchemaNode[];
  /** Every item after those. */
  readonly rest?: SchemaNode;
}

/** Reads `prefixItems` and `items`, or draft-07's list of `items` and `additionalItems`. */
export const arrayShape = (node: SchemaNode): ArrayShape => {
  const schema = keywordsOf(node);
  const isList = Array.isArray(schema?.items);
  const restKeyword = isList ? "additionalItems" : "items";
  const first = placesOf(node, isList ? "items" : "prefixItems");
  return schema?.[restKeyword] === undefined ? { first } : { first, rest: childOf(node, restKeyword) };
};
