import { arrayShape, type SchemaNode } from "@email-events/json-schema";
import { unionOf, unknownType } from "./combine-types.ts";
import { listLengths } from "./list-lengths.ts";
import { sizeOf, type TypeTree } from "./type-tree.ts";

/**
 * How many parts the tuples of an array may have together, as a hundred plain items need: one tuple a length takes space that
 * grows with the square of their number, and doubles with each tuple inside of another.
 */
const mostParts = 5050;

/** The type of an array: tuples where the schema speaks of the first items one by one, or of few lengths. */
export const arrayType = (node: SchemaNode, typeOf: (place: SchemaNode) => TypeTree): TypeTree => {
  const { first, rest } = arrayShape(node);
  const { exact, openFrom } = listLengths(node);
  const other = rest === undefined ? unknownType : typeOf(rest);
  if (openFrom === 0) return { kind: "array", item: other };
  const items = first.map(typeOf);
  const startOf = (length: number): readonly TypeTree[] => Array.from({ length }, (_, index) => items[index] ?? other);
  const parts = items.reduce((sum, item, index) => sum + sizeOf(item) * (items.length - index), 0);
  if (parts > mostParts) {
    return { kind: "array", item: unionOf(rest?.schema === false ? items : [...items, other]) };
  }
  const tuples = exact.map((length): TypeTree => ({ kind: "tuple", items: startOf(length), rest: undefined }));
  if (openFrom === undefined) return unionOf(tuples);
  return unionOf([...tuples, { kind: "tuple", items: startOf(openFrom), rest: other }]);
};
