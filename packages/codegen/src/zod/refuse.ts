import {
  appendToken,
  type JsonType,
  keywordsOf,
  placesOf,
  SchemaError,
  type SchemaNode,
  type SchemaObject,
  type SchemaSet,
} from "@email-events/json-schema";
import { isScalar } from "../source-text/literals.ts";
import { isIdle, typeOfKeyword } from "./idle-keywords.ts";
import { isOfType, literalsOf } from "./scalars.ts";

/** Keywords that are checked of a value of any type. */
const ofAnyType: ReadonlySet<string> = new Set([
  "$ref",
  "type",
  "const",
  "enum",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
]);

/** A schema that zod can't express completely. */
export class ZodRefusal extends SchemaError {
  /** What zod can't express, in a few words. */
  readonly limit: string;

  constructor(file: string, pointer: string, limit: string) {
    super(file, pointer, `zod can't express this: ${limit}; leave out --strict, or zod of --emit`);
    this.limit = limit;
  }
}

/** Throws for a schema that zod can't express completely. */
export const refuseZod = (node: SchemaNode, problem: string, keyword?: string): never => {
  const pointer = keyword === undefined ? node.pointer : appendToken(node.pointer, keyword);
  throw new ZodRefusal(node.file, pointer, problem);
};

const refuseConstants = (node: SchemaNode, schema: SchemaObject, literals: readonly unknown[]): void => {
  if (!literals.every(isScalar)) refuseZod(node, "an object or array as a constant");
  if (literalsOf(schema)?.length !== literals.length) refuseZod(node, "constants that other keywords refuse");
  for (const keyword of ["$ref", "allOf", "anyOf", "oneOf"] as const) {
    if (schema[keyword] !== undefined) refuseZod(node, `${keyword} next to constants`, keyword);
  }
};

/** The bases and choices of a place as lists: a value must match one of each. */
const besideOf = (set: SchemaSet, node: SchemaNode): readonly (readonly SchemaNode[])[] => {
  const { $ref } = keywordsOf(node) ?? {};
  return [
    ...($ref === undefined ? [] : [[set.resolve(node, $ref)]]),
    ...placesOf(node, "allOf").map((base) => [base]),
    ...(["anyOf", "oneOf"] as const).map((keyword) => placesOf(node, keyword)),
  ].filter((choice) => choice.length > 0);
};

const takesOnly = (set: SchemaSet, node: SchemaNode, type: JsonType): boolean => {
  const schema = keywordsOf(node) ?? {};
  const literals = schema.const === undefined ? schema.enum : [schema.const];
  if (schema.type === type || literals?.every((value) => isOfType(value, type))) return true;
  return besideOf(set, node).some((choice) => choice.every((place) => takesOnly(set, place, type)));
};

/** Emitted types leave out the own keywords of a place with bases or choices, unless it has properties. */
const refuseBeside = (set: SchemaSet, node: SchemaNode, schema: SchemaObject): void => {
  const beside = besideOf(set, node);
  if (beside.length === 0 || schema.type === undefined || schema.properties !== undefined) return;
  for (const keyword of ["additionalProperties", "patternProperties"] as const) {
    if (schema[keyword] !== undefined) refuseZod(node, `${keyword} next to other schemas, without properties`, keyword);
  }
  const { type } = schema;
  const isSame = beside.some((choice) => choice.every((place) => takesOnly(set, place, type as JsonType)));
  if (type === "array" || !isSame) refuseZod(node, "a type next to schemas that allow others", "type");
};

/** Refuses a place with keywords that emitted schemas don't check. */
export const refuseUnknown = (node: SchemaNode, schema: SchemaObject): void => {
  for (const keyword of Object.keys(schema)) {
    if (!ofAnyType.has(keyword) && !typeOfKeyword.has(keyword) && !isIdle(schema, keyword))
      refuseZod(node, keyword, keyword);
  }
};

/** Whether a keyword is ignored: it has no effect, and types don't depend on it. */
const isLeftOut = (schema: SchemaObject, keyword: string): boolean =>
  isIdle(schema, keyword) && (schema.type !== undefined || !describing.has(keyword));

const describing: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "additionalProperties",
  "required",
  "prefixItems",
  "items",
]);

/** Refuses a place whose own keywords zod's methods can't express, or only with a `type`. */
export const refuseInexpressible = (set: SchemaSet, node: SchemaNode, schema: SchemaObject): void => {
  refuseUnknown(node, schema);
  const literals = schema.const === undefined ? schema.enum : [schema.const];
  if (literals) refuseConstants(node, schema, literals);
  refuseBeside(set, node, schema);
  for (const keyword of Object.keys(schema)) {
    const type = typeOfKeyword.get(keyword);
    if (type === undefined || isLeftOut(schema, keyword)) continue;
    const isChecked = (type === "string" || type === "number") && keyword !== "multipleOf";
    if (literals && isChecked) continue;
    if (literals) refuseZod(node, `${keyword} next to constants`, keyword);
    if (schema.type === undefined) refuseZod(node, `${keyword} without "type": "${type}"`, keyword);
  }
  const described = schema.properties ?? {};
  const undescribed = schema.required?.find((name) => !Object.hasOwn(described, name));
  if (undescribed !== undefined && !isIdle(schema, "required"))
    refuseZod(node, `a required property that isn't described (${undescribed})`, "required");
  const inherited = Object.keys(described).find((name) => Reflect.has({}, name));
  if (inherited !== undefined) refuseZod(node, `a property that every object inherits (${inherited})`, "properties");
};
