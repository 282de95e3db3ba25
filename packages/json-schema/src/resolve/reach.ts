import { childrenOf, keywordsOf } from "./children.ts";
import { pointerTokens } from "../json-pointer.ts";
import { placeOf, type SchemaNode } from "../json-schema.ts";
import type { References } from "./references.ts";
import type { Refusals } from "../check/refusals.ts";

/** The keywords that hold definitions: they say nothing about the place they stand in. */
export const definitionKeywords: ReadonlySet<string> = new Set(["$defs", "definitions"]);

/** Whether one of the places below another is a definition, which only counts where something refers to it. */
export const isDefinition = (node: { readonly pointer: string }, child: { readonly pointer: string }): boolean =>
  definitionKeywords.has(pointerTokens(child.pointer.slice(node.pointer.length))[0] ?? "");

/** Where the references of a place lead. */
export const targetsOf = (references: References, node: SchemaNode): readonly SchemaNode[] => {
  const { $ref, $dynamicRef } = keywordsOf(node) ?? {};
  return [
    ...($ref === undefined ? [] : [references.locate(node, $ref)]),
    ...($dynamicRef === undefined ? [] : [references.locateDynamic(node, $dynamicRef)]),
  ];
};

/** File by file, and in each file what is inside before what is around it. */
const byPlace =
  (order: ReadonlyMap<string, number>) =>
  (a: SchemaNode, b: SchemaNode): number => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    if (a.pointer.startsWith(`${b.pointer}/`)) return -1;
    if (b.pointer.startsWith(`${a.pointer}/`)) return 1;
    return (order.get(placeOf(a)) ?? 0) - (order.get(placeOf(b)) ?? 0);
  };

/**
 * Every place that gets a declaration of its own, definitions before those around them: the given roots, what they
 * define, and whatever references lead to from there.
 *
 * @param places every place there is, in the order of the documents
 * @param refusals is told of each reference that leads nowhere
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
    for (const target of refusals.attempt(() => targetsOf(references, node)) ?? []) declare(target);
    for (const child of childrenOf(node)) {
      if (!isDefinition(node, child)) visit(child);
      // Of a library's definitions, only those that something refers to are wanted.
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
