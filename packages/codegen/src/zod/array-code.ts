import { arrayShape } from "../schema/array-shape.ts";
import type { SchemaNode, SchemaObject } from "../schema/json-schema.ts";
import { type Code, chain, group } from "./layout.ts";
import type { PlaceWriter } from "./place-writer.ts";
import { refuseZod } from "./refuse.ts";
import { refined } from "./scalars.ts";

/** A list whose first items are described one by one. JSON Schema has none of them be there unless `minItems` says so. */
const tupleOf = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject): Code => {
  const { first, rest } = arrayShape(node);
  const { minItems = 0, maxItems } = schema;
  const items = group("[", first.map(writer.codeOf), "]");
  const others = rest === undefined ? ["z.unknown()"] : rest.schema === false ? [] : [writer.codeOf(rest)];
  const list = chain(
    group("starting(", [items, ...others], ")"),
    ...(minItems === 0 ? [] : [refined(`(items) => items.length >= ${minItems}`, `at least ${minItems} item(s)`)]),
    ...(maxItems === undefined
      ? []
      : [refined(`(items) => items.length <= ${maxItems}`, `at most ${maxItems} item(s)`)]),
  );
  return minItems === 0 ? list : group("nonempty(", [list], ")");
};

/** Writes an array. */
export const arrayOf = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject): Code => {
  const { first, rest } = arrayShape(node);
  const { minItems = 0, maxItems } = schema;
  const isEmpty = rest?.schema === false;
  if (maxItems === 0 && !isEmpty) {
    if (minItems > 0 || first.length > 0) return refuseZod(node, "a list that can't be as described", "maxItems");
    return "z.tuple([])";
  }
  if (first.length > 0) return tupleOf(writer, node, schema);
  if (isEmpty && minItems > 0) return refuseZod(node, "a list that can't be", "minItems");
  const item = rest === undefined ? "z.unknown()" : writer.codeOf(rest);
  const list = chain(
    group("z.array(", [item], ")"),
    ...(minItems === 0 ? [] : [`.min(${minItems})`]),
    ...(maxItems === undefined ? [] : [`.max(${maxItems})`]),
  );
  return minItems === 0 ? list : group("nonempty(", [list], ")");
};
