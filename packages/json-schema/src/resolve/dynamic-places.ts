import { childrenOf, isDefinition, keywordsOf } from "./children.ts";
import { placeOf, type SchemaNode } from "../json-schema.ts";

/** The places that a place is made of: its children without definitions, and the target of its `$ref`. */
const partsOf = (
  node: SchemaNode,
  locate: (node: SchemaNode, ref: string) => SchemaNode | undefined,
): readonly SchemaNode[] => {
  const { $ref } = keywordsOf(node) ?? {};
  const target = $ref === undefined ? undefined : locate(node, $ref);
  return [...childrenOf(node).filter((child) => !isDefinition(node, child)), ...(target ? [target] : [])];
};

/**
 * Returns the keys of the places that lead to a `$dynamicRef`. All others mean the same in every dynamic scope.
 *
 * @param locate returns the target of a `$ref`, if there is one
 */
export const dynamicPlaces = (
  nodes: Iterable<SchemaNode>,
  locate: (node: SchemaNode, ref: string) => SchemaNode | undefined,
): ReadonlySet<string> => {
  const all = [...nodes];
  const found = new Set(all.filter((node) => keywordsOf(node)?.$dynamicRef !== undefined).map(placeOf));
  if (found.size === 0) return found;
  const users = new Map<string, string[]>();
  for (const node of all) {
    for (const part of partsOf(node, locate)) {
      const known = users.get(placeOf(part));
      if (known) known.push(placeOf(node));
      else users.set(placeOf(part), [placeOf(node)]);
    }
  }
  // The set grows while it is walked.
  for (const place of found) users.get(place)?.forEach((user) => found.add(user));
  return found;
};
