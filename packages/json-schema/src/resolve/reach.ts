import { childrenOf, isDefinition, keywordsOf } from "./children.ts";
import { placeOf, type SchemaNode } from "../json-schema.ts";
import type { References } from "./references.ts";
import type { Refusals } from "../check/refusals.ts";

/** The targets of the references of a place, by keyword. */
export const targetsOf = (references: References, node: SchemaNode): ReadonlyMap<string, SchemaNode> => {
  const { $ref, $dynamicRef } = keywordsOf(node) ?? {};
  return new Map([
    ...($ref === undefined ? [] : [["$ref", references.locate(node, $ref)] as const]),
    ...($dynamicRef === undefined ? [] : [["$dynamicRef", references.locateDynamic(node, $dynamicRef)] as const]),
  ]);
};

/** Sorts by file, and in each file inner places before outer ones. */
const byPlace =
  (order: ReadonlyMap<string, number>) =>
  (a: SchemaNode, b: SchemaNode): number => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    if (a.pointer.startsWith(`${b.pointer}/`)) return -1;
    if (b.pointer.startsWith(`${a.pointer}/`)) return 1;
    return (order.get(placeOf(a)) ?? 0) - (order.get(placeOf(b)) ?? 0);
  };

/**
 * Returns every place with a declaration of its own, inner places first: the roots, their definitions, and the targets of
 * references.
 *
 * @param places all places, in the order of the documents
 * @param refusals collects references that lead nowhere
 */
export const declaredPlaces = (
  references: References,
  roots: readonly SchemaNode[],
  places: ReadonlyMap<string, SchemaNode>,
  refusals: Refusals,
): readonly SchemaNode[] => {
  const order = new Map([...places.keys()].map((place, index) => [place, index]));
  const declared = new Map<string, SchemaNode>();
  const isOwn = new Set(roots.map((root) => root.file));
  const seen = new Set<string>();

  const visit = (node: SchemaNode): void => {
    const place = placeOf(node);
    if (seen.has(place)) return;
    seen.add(place);
    for (const target of refusals.attempt(() => targetsOf(references, node))?.values() ?? []) declare(target);
    for (const child of childrenOf(node)) {
      if (!isDefinition(node, child)) visit(child);
      // Definitions of a library are declared only where something refers to them.
      else if (isOwn.has(child.file)) declare(child);
    }
  };

  const declare = (node: SchemaNode): void => {
    visit(node);
    const { file, pointer, schema } = node;
    declared.set(placeOf(node), { file, pointer, schema });
  };

  roots.forEach(declare);
  return [...declared.values()].toSorted(byPlace(order));
};
