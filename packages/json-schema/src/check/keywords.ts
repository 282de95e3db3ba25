import type { Dialect } from "../dialects/dialect.ts";
import type { JsonType } from "../json-schema.ts";

/** The kind of a keyword's value. It determines how the value is checked and whether it contains schemas. */
export type KeywordShape =
  | "schema"
  | "schema-list"
  | "schema-map"
  | "schema-or-list"
  | "pattern-map"
  | "names-map"
  | "dependencies"
  | "dialect"
  | "id"
  | "anchor"
  | "string"
  | "boolean"
  | "count"
  | "number"
  | "positive"
  | "names"
  | "types"
  | "list"
  | "values"
  | "value"
  | "reference"
  | "pattern"
  | "format"
  | "booleans";

type Shapes = readonly (readonly [string, KeywordShape])[];

const annotationShapes: Shapes = [
  ["$comment", "string"],
  ["title", "string"],
  ["description", "string"],
  ["default", "value"],
  ["deprecated", "boolean"],
  ["readOnly", "boolean"],
  ["writeOnly", "boolean"],
  ["examples", "list"],
  ["contentEncoding", "string"],
  ["contentMediaType", "string"],
];

const sharedShapes: Shapes = [
  ["$schema", "dialect"],
  ["$id", "id"],
  ["$ref", "reference"],
  ["$defs", "schema-map"],
  ["definitions", "schema-map"],
  ["type", "types"],
  ["const", "value"],
  ["enum", "values"],
  ["allOf", "schema-list"],
  ["anyOf", "schema-list"],
  ["oneOf", "schema-list"],
  ["not", "schema"],
  ["if", "schema"],
  ["then", "schema"],
  ["else", "schema"],
  ["properties", "schema-map"],
  ["patternProperties", "pattern-map"],
  ["additionalProperties", "schema"],
  ["propertyNames", "schema"],
  ["required", "names"],
  ["minProperties", "count"],
  ["maxProperties", "count"],
  ["contains", "schema"],
  ["minItems", "count"],
  ["maxItems", "count"],
  ["uniqueItems", "boolean"],
  ["minLength", "count"],
  ["maxLength", "count"],
  ["pattern", "pattern"],
  ["format", "format"],
  ["minimum", "number"],
  ["maximum", "number"],
  ["exclusiveMinimum", "number"],
  ["exclusiveMaximum", "number"],
  ["multipleOf", "positive"],
];

const ownShapes: { readonly [Name in Dialect]: Shapes } = {
  "2020-12": [
    ["$anchor", "anchor"],
    ["$dynamicAnchor", "anchor"],
    ["$dynamicRef", "reference"],
    ["$vocabulary", "booleans"],
    ["contentSchema", "schema"],
    ["dependentRequired", "names-map"],
    ["dependentSchemas", "schema-map"],
    ["prefixItems", "schema-list"],
    ["items", "schema"],
    ["minContains", "count"],
    ["maxContains", "count"],
    ["unevaluatedItems", "schema"],
    ["unevaluatedProperties", "schema"],
  ],
  "draft-07": [
    ["dependencies", "dependencies"],
    ["items", "schema-or-list"],
    ["additionalItems", "schema"],
  ],
};

const shapesOf = (dialect: Dialect): ReadonlyMap<string, KeywordShape> =>
  new Map([...annotationShapes, ...sharedShapes, ...ownShapes[dialect]]);

/**
 * Every supported keyword, by dialect. Any other keyword is refused unless it is an annotation, so that a validator
 * never checks less than its schema.
 */
export const dialectShapes: { readonly [Name in Dialect]: ReadonlyMap<string, KeywordShape> } = {
  "2020-12": shapesOf("2020-12"),
  "draft-07": shapesOf("draft-07"),
};

/** The keywords of both dialects; the shape of `items` covers both. */
export const keywordShapes: ReadonlyMap<string, KeywordShape> = new Map([
  ...dialectShapes["2020-12"],
  ...dialectShapes["draft-07"],
]);

/** Keywords that don't affect which values are valid. */
export const annotations: ReadonlySet<string> = new Set([
  "$schema",
  "$id",
  "$anchor",
  "$dynamicAnchor",
  "$vocabulary",
  "$defs",
  "definitions",
  "contentSchema",
  ...annotationShapes.map(([keyword]) => keyword),
]);

export const jsonTypes: ReadonlySet<JsonType> = new Set([
  "array",
  "boolean",
  "integer",
  "null",
  "number",
  "object",
  "string",
]);
