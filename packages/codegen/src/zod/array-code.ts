import { arrayShape, type SchemaNode, type SchemaObject } from "@email-events/json-schema";
import { joined, js, type Source } from "../source-text/source.ts";
import { listLengths } from "../types/list-lengths.ts";
import { assertionsOf } from "./assertions.ts";
import { helperCall } from "./helper-call.ts";
import { type Code, chain, group } from "./code.ts";
import type { PlaceWriter } from "./place-writer.ts";
import { refuseZod } from "./refuse.ts";
import { refined } from "./scalars.ts";

/** Beyond this many tuples, the type is an array. */
const mostTuples = 100;

/** The lengths that the type of an array expresses, as an argument of the helpers. */
const lengthsOf = (node: SchemaNode): Source => {
  const { exact, openFrom } = listLengths(node);
  if (exact.length > mostTuples) return js`{}`;
  const from = openFrom === undefined ? js`` : js`, from: ${openFrom}`;
  return js`{ exact: [${joined(exact, ", ")}]${from} }`;
};

/** An array whose first items are described one by one. Only `minItems` requires them. */
const tupleOf = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject): Code => {
  const { first, rest } = arrayShape(node);
  const { minItems = 0, maxItems } = schema;
  const items = group(js`[`, first.map(writer.partOf), js`]`);
  const others = rest === undefined ? [js`z.unknown()`] : rest.schema === false ? [] : [writer.partOf(rest)];
  return chain(
    helperCall("starting", [items, lengthsOf(node), ...others]),
    ...(minItems === 0 ? [] : [refined(js`(items) => items.length >= ${minItems}`, `at least ${minItems} item(s)`)]),
    ...(maxItems === undefined
      ? []
      : [refined(js`(items) => items.length <= ${maxItems}`, `at most ${maxItems} item(s)`)]),
  );
};

/** Writes an array with the checks that zod has methods for. */
const listOf = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject): Code => {
  const { first, rest } = arrayShape(node);
  const { minItems = 0, maxItems } = schema;
  const isEmpty = rest?.schema === false;
  if (maxItems === 0 && !isEmpty) {
    if (minItems > 0 || first.length > 0)
      return refuseZod(node, "an array that can't have the described items", "maxItems");
    return js`z.tuple([])`;
  }
  const { exact, openFrom } = listLengths(node);
  if (exact.length === 0 && openFrom === undefined)
    return refuseZod(node, "an array without valid lengths", "minItems");
  if (first.length > 0) return tupleOf(writer, node, schema);
  if (isEmpty && minItems > 0) return refuseZod(node, "an array without valid lengths", "minItems");
  const item = rest === undefined ? js`z.unknown()` : writer.partOf(rest);
  const list = chain(
    group(js`z.array(`, [item], js`)`),
    ...(minItems === 0 ? [] : [js`.min(${minItems})`]),
    ...(maxItems === undefined ? [] : [js`.max(${maxItems})`]),
  );
  return listLengths(node).openFrom === 0 ? list : helperCall("sized", [list, lengthsOf(node)]);
};

/** Writes an array. */
export const arrayOf = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject): Code =>
  chain(listOf(writer, node, schema), ...assertionsOf(writer, node, schema, "array"));
