import { arrayShape } from "../schema/array-shape.ts";
import { placesOf } from "../schema/children.ts";
import type { SchemaNode, SchemaObject } from "../schema/json-schema.ts";
import { keywordsOf } from "../schema/schema-set.ts";
import { listLengths } from "./list-lengths.ts";

/** Keywords with a number that a type can't say. */
const numbers = [
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minProperties",
  "maxProperties",
] as const;

/** Keywords that leave no trace in a type. */
const untyped = [
  "not",
  "if",
  "contains",
  "propertyNames",
  "dependentRequired",
  "dependentSchemas",
  "dependencies",
  "unevaluatedProperties",
  "unevaluatedItems",
  "$dynamicRef",
] as const;

const isList = ({ type, items, prefixItems }: SchemaObject): boolean =>
  [type].flat().includes("array") || items !== undefined || prefixItems !== undefined;

/** Bounds of a list's length that its type doesn't say. */
const lengthsBeyond = (node: SchemaNode, schema: SchemaObject): readonly string[] => {
  const { minItems, maxItems } = schema;
  const { saysLeast, saysMost } = isList(schema) ? listLengths(node) : { saysLeast: false, saysMost: false };
  return [
    ...(minItems === undefined || minItems === 0 || saysLeast ? [] : [`minItems ${minItems}`]),
    ...(maxItems === undefined || saysMost ? [] : [`maxItems ${maxItems}`]),
  ];
};

const ownWords = (node: SchemaNode, schema: SchemaObject): readonly string[] => [
  ...([schema.type].flat().includes("integer") && ![schema.type].flat().includes("number") ? ["integer"] : []),
  ...numbers.flatMap((keyword) => (schema[keyword] === undefined ? [] : [`${keyword} ${schema[keyword]}`])),
  ...lengthsBeyond(node, schema),
  ...(schema.uniqueItems === true ? ["uniqueItems"] : []),
  ...untyped.filter((keyword) => schema[keyword] !== undefined),
];

/** The parts of a place that have no comment of their own. */
const unnamedParts = (node: SchemaNode): readonly SchemaNode[] => {
  const { first, rest } = arrayShape(node);
  return [
    ...first,
    ...(rest ? [rest] : []),
    ...(["allOf", "anyOf", "oneOf"] as const).flatMap((keyword) => placesOf(node, keyword)),
  ];
};

const wordsIn = (node: SchemaNode): readonly string[] => {
  const schema = keywordsOf(node);
  // Constants say themselves what fits.
  if (schema === undefined || schema.const !== undefined || schema.enum !== undefined) return [];
  return [...ownWords(node, schema), ...unnamedParts(node).flatMap(wordsIn)];
};

const mostWords = 8;

/** One line that names what a schema demands and its type doesn't say; empty where the type says all. */
export const notInType = (node: SchemaNode): string => {
  const words = [...new Set(wordsIn(node))];
  if (words.length === 0) return "";
  return `Not in the type: ${words.slice(0, mostWords).join(", ")}${words.length > mostWords ? ", ..." : ""}.`;
};
