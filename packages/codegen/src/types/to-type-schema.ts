import { arrayShape } from "../schema/array-shape.ts";
import { placesOf } from "../schema/children.ts";
import type { JsonSchema, SchemaNode, SchemaObject } from "../schema/json-schema.ts";
import { SchemaError } from "../schema/schema-error.ts";
import { childOf, keywordsOf, type SchemaSet } from "../schema/schema-set.ts";
import { docComment } from "./doc-comment.ts";
import { isInterface } from "./is-interface.ts";
import { requiresProperty } from "./narrows.ts";

/** The dialect json-schema-to-typescript reads well: JSON Schema draft 4 with an `extends` keyword. */
export interface TypeSchema {
  readonly [keyword: string]: unknown;
}

const kept = ["const", "enum", "required", "deprecated"] as const;

const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;

/** Objects and arrays as constants, written out: the library would read what is in them as schemas. */
const constantShape = ({ const: constant, enum: values }: SchemaObject): TypeSchema | undefined => {
  const constants = constant === undefined ? values : [constant];
  if (constants === undefined || constants.every(isScalar)) return undefined;
  return { tsType: constants.map((value) => JSON.stringify(value)).join(" | ") };
};

const pick = (schema: SchemaObject): TypeSchema =>
  Object.fromEntries(
    kept.filter((keyword) => schema[keyword] !== undefined).map((keyword) => [keyword, schema[keyword]]),
  );

/** Array lengths as far as a type says them well: empty, or not empty. Longer tuples help nobody. */
const lengthShape = ({ minItems = 0, maxItems }: SchemaObject): TypeSchema => ({
  ...(minItems > 0 && maxItems !== 0 ? { minItems: 1 } : {}),
  ...(maxItems === 0 ? { maxItems } : {}),
});

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
  "additionalItems",
] as const;

/** Where a place stands: what is described on its own, or together with the schemas round it or those that refer to it. */
type Standing = "alone" | "together" | "declared";

const takesAnything = (schema: SchemaObject, standing: Standing): boolean => {
  const telling = standing === "alone" ? deciding : [...deciding, ...describing];
  return telling.every((keyword) => schema[keyword] === undefined);
};

const reference = (name: string): TypeSchema => ({ $ref: `#/$defs/${name}` });

/**
 * Rewrites one place for json-schema-to-typescript.
 *
 * Three habits of that library decide the form: a `$ref` beside other keywords is cloned under a numbered name, so it
 * moves into `allOf`; `allOf` of plain objects reads best as `extends`, which only a declaration can say; an object without
 * properties would become `{}`.
 */
export const toTypeSchema = (set: SchemaSet, node: SchemaNode, standing: Standing = "alone"): TypeSchema => {
  const schema = keywordsOf(node);
  if (!schema) return { tsType: "never" };
  const description = docComment(schema);
  const documented = description === undefined ? {} : { description };
  if (takesAnything(schema, standing)) {
    // Left to the library with anything in it, it would become an interface, which only objects fit.
    if (standing === "together") return {};
    return { ...documented, ...(standing === "alone" ? pick(schema) : {}), tsType: "unknown" };
  }
  return { ...documented, ...(constantShape(schema) ?? shapeOf(set, node, schema, standing)) };
};

const shapeOf = (set: SchemaSet, node: SchemaNode, schema: SchemaObject, standing: Standing): TypeSchema => {
  const own = ownShape(set, node, schema);
  const bases = placesOf(node, "allOf");
  if (bases.length === 0 && schema.$ref === undefined) return own;
  if (standing === "declared" && isInterface(set, node)) {
    const names = bases.map((base) => set.nameOf(set.resolve(base, keywordsOf(base)?.$ref ?? "")));
    // What a base requires can't become optional again where it is described anew.
    const required = Object.keys(schema.properties ?? {}).filter((name) => requiresProperty(set, node, name));
    return { ...own, required, properties: own["properties"] ?? {}, extends: names.map(reference) };
  }
  const referred = schema.$ref === undefined ? [] : [reference(set.nameOf(set.resolve(node, schema.$ref)))];
  const parts = [...referred, ...bases.map((base) => toTypeSchema(set, base, "together"))];
  return { allOf: saysNothing(schema) ? parts : [...parts, own] };
};

const saysNothing = (schema: SchemaObject): boolean =>
  schema.properties === undefined &&
  schema.anyOf === undefined &&
  schema.oneOf === undefined &&
  schema.required === undefined;

const isPlainTuple = (node: SchemaNode, { type, anyOf, oneOf, maxItems }: SchemaObject): boolean =>
  type === "array" && !anyOf && !oneOf && maxItems !== 0 && arrayShape(node).first.length > 0;

const ownShape = (set: SchemaSet, node: SchemaNode, schema: SchemaObject): TypeSchema => {
  const below = (keyword: "anyOf" | "oneOf"): TypeSchema =>
    schema[keyword]
      ? { anyOf: schema[keyword].map((_, index) => toTypeSchema(set, childOf(node, keyword, index), "together")) }
      : {};
  if (isPlainTuple(node, schema)) return tupleShape(set, node, schema);
  return {
    ...pick(schema),
    ...lengthShape(schema),
    ...(schema.type === undefined ? {} : { type: schema.type }),
    ...below("anyOf"),
    ...below("oneOf"),
    ...objectShape(set, node, schema),
    ...itemsShape(set, node),
  };
};

/** The items of an array: a tuple where the schema speaks of the first ones one by one. */
const itemsShape = (set: SchemaSet, node: SchemaNode): TypeSchema => {
  const { first, rest } = arrayShape(node);
  const other = rest === undefined ? {} : rest.schema === false ? false : toTypeSchema(set, rest);
  if (first.length === 0) return rest === undefined ? {} : { items: other };
  return { items: first.map((place) => toTypeSchema(set, place)), additionalItems: other };
};

/**
 * A tuple of which not all items have to be there, as a union of one tuple a length.
 *
 * Left to the library, such a union comes without the brackets that an array or an intersection of it needs.
 */
const tupleShape = (set: SchemaSet, node: SchemaNode, { minItems = 0 }: SchemaObject): TypeSchema => {
  const { items, additionalItems } = itemsShape(set, node) as {
    items: readonly TypeSchema[];
    additionalItems: unknown;
  };
  const least = Math.min(minItems, 1);
  set.spend(node, items.length ** 2);
  const shorter = Array.from({ length: items.length - least }, (_, more) => least + more).map((length) => ({
    type: "array",
    minItems: length,
    maxItems: length,
    ...(length === 0 ? {} : { items: items.slice(0, length), additionalItems: false }),
  }));
  return { anyOf: [...shorter, { type: "array", minItems: items.length, items, additionalItems }] };
};

/** The type of the properties that have no name of their own, where a schema closes or describes them. */
const otherProperties = (set: SchemaSet, node: SchemaNode, hasNamed: boolean): TypeSchema | boolean | undefined => {
  const [additional] = placesOf(node, "additionalProperties");
  const patterns = placesOf(node, "patternProperties");
  if (patterns.length === 0 && (additional === undefined || additional.schema === true)) return undefined;
  const isClosed = additional?.schema === false;
  if (isClosed && patterns.length === 0) return false;
  // An index signature would have to cover the named properties, and rows of a pattern nobody can name.
  if (hasNamed || (additional === undefined && patterns.length > 0)) return true;
  const described = [...patterns, ...(additional && !isClosed ? [additional] : [])];
  const types = described.map((place) => toTypeSchema(set, place));
  return types.length === 1 ? types[0] : { anyOf: types };
};

/** The library calls the method of this name of every object that it reads. */
const unwritable = "hasOwnProperty";

const objectShape = (set: SchemaSet, node: SchemaNode, schema: SchemaObject): TypeSchema => {
  const properties = Object.keys(schema.properties ?? {}).map((name): [string, JsonSchema | TypeSchema] => {
    const place = childOf(node, "properties", name);
    if (name === unwritable)
      throw new SchemaError(place.file, place.pointer, "types can't hold a property of this name");
    return [name, toTypeSchema(set, place)];
  });
  const describesObject = schema.type === "object" || (Array.isArray(schema.type) && schema.type.includes("object"));
  const named = properties.length > 0 ? { properties: Object.fromEntries(properties) } : {};
  const additionalProperties = otherProperties(set, node, properties.length > 0);
  if (additionalProperties !== undefined) return { ...named, additionalProperties };
  if (properties.length > 0) return named;
  return describesObject && schema.allOf === undefined ? { additionalProperties: true } : {};
};
