import {
  arrayShape,
  disjointnessOf,
  findDiscriminator,
  keywordsOf,
  placesOf,
  type SchemaNode,
  type SchemaObject,
  type SchemaSet,
} from "@email-events/json-schema";
import { listLengths } from "./list-lengths.ts";

/** Keywords with a number that a type can't express. */
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

/** Keywords that don't affect types. */
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

/** Bounds of an array's length that its type doesn't express. */
const lengthsBeyond = (node: SchemaNode, schema: SchemaObject): readonly string[] => {
  const { minItems, maxItems } = schema;
  const { saysLeast, saysMost } = isList(schema) ? listLengths(node) : { saysLeast: false, saysMost: false };
  return [
    ...(minItems === undefined || minItems === 0 || saysLeast ? [] : [`minItems ${minItems}`]),
    ...(maxItems === undefined || saysMost ? [] : [`maxItems ${maxItems}`]),
  ];
};

/** Whether the branches of `oneOf` are certainly disjoint. */
const isUnambiguous = (set: SchemaSet, node: SchemaNode): boolean =>
  findDiscriminator(set, node, "oneOf") !== undefined ||
  disjointnessOf(set).overlapOf(placesOf(node, "oneOf")) === undefined;

const ownWords = (set: SchemaSet, node: SchemaNode, schema: SchemaObject): readonly string[] => [
  ...([schema.type].flat().includes("integer") && ![schema.type].flat().includes("number") ? ["integer"] : []),
  ...numbers.flatMap((keyword) => (schema[keyword] === undefined ? [] : [`${keyword} ${schema[keyword]}`])),
  ...lengthsBeyond(node, schema),
  ...(schema.uniqueItems === true ? ["uniqueItems"] : []),
  ...untyped.filter((keyword) => schema[keyword] !== undefined),
  ...(isUnambiguous(set, node) ? [] : ["exactly one of oneOf"]),
];

/** The parts of a place without a comment of their own. */
const unnamedParts = (node: SchemaNode): readonly SchemaNode[] => {
  const { first, rest } = arrayShape(node);
  return [
    ...first,
    ...(rest ? [rest] : []),
    ...(["allOf", "anyOf", "oneOf"] as const).flatMap((keyword) => placesOf(node, keyword)),
  ];
};

const wordsIn = (set: SchemaSet, node: SchemaNode): readonly string[] => {
  const schema = keywordsOf(node);
  // Constants need no comment.
  if (schema === undefined || schema.const !== undefined || schema.enum !== undefined) return [];
  return [...ownWords(set, node, schema), ...unnamedParts(node).flatMap((part) => wordsIn(set, part))];
};

const mostWords = 8;

/** One line that lists the constraints that a type doesn't express; empty if there are none. */
export const notInType = (set: SchemaSet, ...nodes: readonly SchemaNode[]): string =>
  inOneLine(nodes.flatMap((node) => wordsIn(set, node)));

const inOneLine = (all: readonly string[]): string => {
  const words = [...new Set(all)];
  if (words.length === 0) return "";
  return `Not in the type: ${words.slice(0, mostWords).join(", ")}${words.length > mostWords ? ", ..." : ""}.`;
};
