import { arrayShape } from "../schema/array-shape.ts";
import type { SchemaNode } from "../schema/json-schema.ts";
import { keywordsOf } from "../schema/schema-set.ts";
import { unionOf, unknownType } from "./combine-types.ts";
import { sizeOf, type TypeTree } from "./type-tree.ts";

const tuple = (items: readonly TypeTree[], rest?: TypeTree): TypeTree => ({ kind: "tuple", items, rest });

/**
 * How many parts the tuples of an array may have together, as a hundred plain items need: one tuple a length takes space that
 * grows with the square of their number, and doubles with each tuple inside of another.
 */
const mostParts = 5050;

/**
 * The type of an array: a tuple where the schema speaks of the first items one by one.
 *
 * Of lengths, a type says well whether a list may be empty; longer tuples help nobody.
 */
export const arrayType = (node: SchemaNode, typeOf: (place: SchemaNode) => TypeTree): TypeTree => {
  const { first, rest } = arrayShape(node);
  const { minItems = 0, maxItems } = keywordsOf(node) ?? {};
  if (maxItems === 0) return tuple([]);
  const other = rest === undefined ? unknownType : typeOf(rest);
  if (first.length === 0) {
    const isFilled = minItems > 0 && rest?.schema !== false;
    return isFilled ? tuple([other], other) : { kind: "array", item: other };
  }
  const items = first.map(typeOf);
  const parts = items.reduce((sum, item, index) => sum + sizeOf(item) * (items.length - index), 0);
  if (parts > mostParts) return { kind: "array", item: unionOf(rest?.schema === false ? items : [...items, other]) };
  // Not all of the first items have to be there: one tuple a length.
  const least = Math.min(minItems, 1);
  const shorter = Array.from({ length: items.length - least }, (_, more) => tuple(items.slice(0, least + more)));
  return unionOf([...shorter, tuple(items, rest?.schema === false ? undefined : other)]);
};
