import { childOf, placesOf, type SchemaNode, type SchemaObject } from "@email-events/json-schema";
import { literal, textLiteral } from "../source-text/literals.ts";
import { identifier, js, type Source } from "../source-text/source.ts";
import { helperCall } from "./helper-call.ts";
import { isIdle } from "./idle-keywords.ts";
import { type Code, group } from "./code.ts";
import type { PlaceWriter } from "./place-writer.ts";
import { refined } from "./scalars.ts";

/** The keywords that no method of zod checks. They don't affect types, so a check of the parsed value is enough. */
export type Asserted =
  | "multipleOf"
  | "uniqueItems"
  | "contains"
  | "minProperties"
  | "maxProperties"
  | "propertyNames"
  | "dependentRequired"
  | "dependentSchemas"
  | "dependencies"
  | "not"
  | "if";

/** A check by an emitted function. */
export const checkedBy = (name: string, values: readonly Code[]): Code =>
  group(js`.superRefine(`, [helperCall(name, values)], js`)`);

type Writer = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject) => readonly Code[];

const contains: Writer = ({ checkOf }, node, { minContains = 1, maxContains }) => [
  checkedBy("containing", [
    checkOf(childOf(node, "contains")),
    js`${minContains}`,
    ...(maxContains === undefined ? [] : [js`${maxContains}`]),
  ]),
];

const counted = (sign: Source, count: number, words: string): readonly Code[] => [
  refined(js`(value) => ${identifier("namesOf")}(value).length ${sign} ${count}`, `${words} ${count} property(ies)`),
];

const required = (name: string, names: readonly string[]): Code =>
  checkedBy("dependent", [textLiteral(name), helperCall("requiring", [literal(names)])]);

/** Draft-07 has both under one keyword. */
const dependencies =
  (keyword: "dependentRequired" | "dependentSchemas" | "dependencies"): Writer =>
  ({ checkOf }, node, schema) =>
    Object.entries(schema[keyword] ?? {}).map(([name, below]) =>
      Array.isArray(below)
        ? required(name, below)
        : checkedBy("dependent", [textLiteral(name), helperCall("by", [checkOf(childOf(node, keyword, name))])]),
    );

const conditional: Writer = ({ checkOf }, node, schema) => {
  const branch = (keyword: "then" | "else"): Code =>
    schema[keyword] === undefined ? js`z.unknown()` : checkOf(childOf(node, keyword));
  return [checkedBy("conditional", [checkOf(childOf(node, "if")), branch("then"), branch("else")])];
};

const writers: { readonly [Name in Asserted]: Writer } = {
  multipleOf: (_writer, _node, { multipleOf: step = 1 }) => [
    refined(js`(value) => ${identifier("multipleOf")}(value, ${literal(step)})`, `a multiple of ${step}`),
  ],
  uniqueItems: () => [refined(identifier("allDiffer"), "items that all differ")],
  contains,
  minProperties: (_writer, _node, { minProperties = 0 }) => counted(js`>=`, minProperties, "at least"),
  maxProperties: (_writer, _node, { maxProperties = 0 }) => counted(js`<=`, maxProperties, "at most"),
  propertyNames: ({ checkOf }, node) => [checkedBy("naming", [checkOf(childOf(node, "propertyNames"))])],
  dependentRequired: dependencies("dependentRequired"),
  dependentSchemas: dependencies("dependentSchemas"),
  dependencies: dependencies("dependencies"),
  not: ({ checkOf }, node) => placesOf(node, "not").map((below) => checkedBy("not", [checkOf(below)])),
  if: conditional,
};

/** The keywords for values of each type, and for any value. */
const keywords = {
  number: ["multipleOf"],
  array: ["uniqueItems", "contains"],
  object: ["minProperties", "maxProperties", "propertyNames", "dependentRequired", "dependentSchemas", "dependencies"],
  any: ["not", "if"],
} as const satisfies { readonly [type: string]: readonly Asserted[] };

/** The checks of a place for values of one type, as method calls on a schema of that type. */
export const assertionsOf = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject, of: keyof typeof keywords) =>
  keywords[of]
    .filter((keyword) => schema[keyword] !== undefined && !isIdle(schema, keyword))
    .flatMap((keyword) => writers[keyword](writer, node, schema));

/** Whether a place has checks in addition to those of its properties, which copying its shape would lose. */
export const hasAssertions = (schema: SchemaObject): boolean =>
  [...keywords.object, ...keywords.any].some((keyword) => schema[keyword] !== undefined && !isIdle(schema, keyword));
