import { placesOf } from "../schema/children.ts";
import type { JsonType, SchemaNode, SchemaObject } from "../schema/json-schema.ts";
import { childOf, keywordsOf, type SchemaSet } from "../schema/schema-set.ts";
import { js } from "../source-text/source.ts";
import { arrayType } from "./array-type.ts";
import { intersectionOf, neverType, plain, unionOf, unknownType } from "./combine-types.ts";
import { constantType, constantsOf } from "./constant-type.ts";
import { docOf } from "./doc-of.ts";
import { isInterface } from "./is-interface.ts";
import { requiresProperty } from "./narrows.ts";
import type { ObjectType, TypeDeclaration, TypeTree } from "./type-tree.ts";

/** Keywords that say which types of values fit. All others let pass whatever isn't of the type that they speak of. */
const deciding = ["type", "const", "enum", "$ref", "allOf", "anyOf", "oneOf"] as const;

/** Keywords that describe objects and arrays. Beside other schemas, which may demand one, they still make a type. */
const describing = [
  "properties",
  "patternProperties",
  "additionalProperties",
  "required",
  "prefixItems",
  "items",
] as const;

/** Where a place stands: what is described on its own, or together with the schemas round it or those that refer to it. */
type Standing = "alone" | "together" | "declared";

const takesAnything = (schema: SchemaObject, standing: Standing): boolean => {
  const telling = standing === "alone" ? deciding : [...deciding, ...describing];
  return telling.every((keyword) => schema[keyword] === undefined);
};

/** The type of a place. */
export const toType = (set: SchemaSet, node: SchemaNode, standing: Standing = "alone"): TypeTree => {
  const schema = keywordsOf(node);
  if (!schema) return neverType;
  if (takesAnything(schema, standing)) return unknownType;
  const own = (): TypeTree => ownType(set, node, schema);
  const bases = placesOf(node, "allOf");
  if (bases.length === 0 && schema.$ref === undefined) return own();
  const referred = schema.$ref === undefined ? [] : [referenceTo(set, node, schema.$ref)];
  const parts = [...referred, ...bases.map((base) => toType(set, base, "together"))];
  const saysNothing = ["properties", "anyOf", "oneOf"].every((keyword) => !Object.hasOwn(schema, keyword));
  return intersectionOf(saysNothing ? parts : [...parts, own()]);
};

const referenceTo = (set: SchemaSet, node: SchemaNode, ref: string): TypeTree => ({
  kind: "reference",
  name: set.nameOf(set.resolve(node, ref)),
});

/** What a place says itself, beside the schemas that it refers to. */
const ownType = (set: SchemaSet, node: SchemaNode, schema: SchemaObject): TypeTree => {
  const choices = (["anyOf", "oneOf"] as const)
    .filter((keyword) => schema[keyword] !== undefined)
    .map((keyword) => unionOf(placesOf(node, keyword).map((branch) => toType(set, branch, "together"))));
  return intersectionOf([...choices, ...typed(set, node, schema, choices.length > 0)]);
};

const scalars = {
  boolean: plain(js`boolean`),
  integer: plain(js`number`),
  null: plain(js`null`),
  number: plain(js`number`),
  string: plain(js`string`),
} as const;

const typed = (set: SchemaSet, node: SchemaNode, schema: SchemaObject, isBeside: boolean): readonly TypeTree[] => {
  if (constantsOf(schema) !== undefined) return [constantType(schema)];
  const ofType = (type: JsonType): readonly TypeTree[] => {
    if (type === "array") return [arrayType(node, (place) => toType(set, place))];
    if (type !== "object") return [scalars[type]];
    return isBeside && schema.properties === undefined ? [] : [objectType(set, node, schema)];
  };
  if (schema.type !== undefined) {
    const types = [schema.type].flat().flatMap(ofType);
    return types.length === 0 ? [] : [unionOf(types)];
  }
  const isArray = schema.items !== undefined || schema.prefixItems !== undefined;
  const isObject = schema.properties !== undefined || (!isArray && !isBeside);
  return [...(isArray ? ofType("array") : []), ...(isObject ? ofType("object") : [])];
};

const objectType = (set: SchemaSet, node: SchemaNode, schema: SchemaObject): ObjectType => {
  const required = new Set(schema.required);
  const properties = Object.keys(schema.properties ?? {}).map((name) => {
    const place = childOf(node, "properties", name);
    return { name, isOptional: !required.has(name), type: toType(set, place), doc: docOf(place) };
  });
  return { kind: "object", properties, others: otherProperties(set, node, properties.length > 0) };
};

const anything = { type: unknownType, doc: undefined };

/** The type of the properties that have no name of their own; nothing where there are none, or types leave them out. */
const otherProperties = (set: SchemaSet, node: SchemaNode, hasNamed: boolean): ObjectType["others"] => {
  const [additional] = placesOf(node, "additionalProperties");
  const patterns = placesOf(node, "patternProperties");
  const isOpen = additional === undefined || additional.schema === true;
  if (patterns.length === 0 && isOpen) return hasNamed ? undefined : anything;
  const isClosed = additional?.schema === false;
  if (isClosed && patterns.length === 0) return undefined;
  // An index signature would have to cover the named properties, and rows of a pattern nobody can name.
  if (hasNamed || additional === undefined) return anything;
  const described = [...patterns, ...(isClosed ? [] : [additional])];
  const [only] = described;
  const doc = described.length === 1 && only ? docOf(only) : undefined;
  return { type: unionOf(described.map((place) => toType(set, place))), doc };
};

/** The declaration of a place that gets one of its own. */
export const toDeclaration = (set: SchemaSet, node: SchemaNode): TypeDeclaration => {
  const [name, doc] = [set.nameOf(node), docOf(node)];
  const schema = keywordsOf(node);
  if (schema?.allOf === undefined || !isInterface(set, node)) {
    return { name, doc, type: toType(set, node, "declared"), bases: [] };
  }
  const bases = placesOf(node, "allOf").map((base) => set.nameOf(set.resolve(base, keywordsOf(base)?.$ref ?? "")));
  const { properties } = objectType(set, node, schema);
  // What a base requires can't become optional again where it is described anew.
  const own = properties.map((property) => ({ ...property, isOptional: !requiresProperty(set, node, property.name) }));
  return { name, doc, type: { kind: "object", properties: own, others: undefined }, bases };
};
