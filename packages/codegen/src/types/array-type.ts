import { arrayShape, type SchemaNode } from "@email-events/json-schema";
import { unionOf, unknownType } from "./combine-types.ts";
import { listLengths } from "./list-lengths.ts";
import { sizeOf, type TypeTree } from "./type-tree.ts";

/**
 * The most parts of the tuples of an array together, enough for a hundred plain items. One tuple for each length takes
 * quadratic space, and nested tuples multiply.
 */
const mostParts = 5050;

/** Returns the type of the item at a position, or of every item from there on. */
type ItemType = (place: SchemaNode, index: number, isRest: boolean) => TypeTree;

/** The type of an array: tuples where the schema describes the first items or allows few lengths. */
export const arrayType = (node: SchemaNode, typeOf: ItemType): TypeTree => {
  const { first, rest } = arrayShape(node);
  const { exact, openFrom } = listLengths(node);
  const other = rest === undefined ? unknownType : typeOf(rest, first.length, true);
  if (openFrom === 0) return { kind: "array", item: other };
  const items = first.map((item, index) => typeOf(item, index, false));
  const startOf = (length: number): readonly TypeTree[] => Array.from({ length }, (_, index) => items[index] ?? other);
  const parts = items.reduce((sum, item, index) => sum + sizeOf(item) * (items.length - index), 0);
  if (parts > mostParts) {
    return { kind: "array", item: unionOf(rest?.schema === false ? items : [...items, other]) };
  }
  const tuples = exact.map((length): TypeTree => ({ kind: "tuple", items: startOf(length), rest: undefined }));
  if (openFrom === undefined) return unionOf(tuples);
  return unionOf([...tuples, { kind: "tuple", items: startOf(openFrom), rest: other }]);
};
