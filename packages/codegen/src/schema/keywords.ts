import type { JsonType } from "./json-schema.ts";

/** What a keyword's value holds: it decides how the value is checked and whether there are schemas below it. */
export type KeywordShape =
  | "schema"
  | "schema-list"
  | "schema-map"
  | "string"
  | "boolean"
  | "count"
  | "number"
  | "names"
  | "types"
  | "values"
  | "value"
  | "reference"
  | "pattern"
  | "format";

/**
 * Every keyword that generation understands. One that isn't here stops generation, so that a validator never checks
 * less than its schema says.
 */
export const keywordShapes: ReadonlyMap<string, KeywordShape> = new Map<string, KeywordShape>([
  ["$schema", "string"],
  ["$comment", "string"],
  ["title", "string"],
  ["description", "string"],
  ["deprecated", "boolean"],
  ["examples", "values"],
  ["$ref", "reference"],
  ["$defs", "schema-map"],
  ["type", "types"],
  ["const", "value"],
  ["enum", "values"],
  ["allOf", "schema-list"],
  ["anyOf", "schema-list"],
  ["oneOf", "schema-list"],
  ["properties", "schema-map"],
  ["required", "names"],
  ["additionalProperties", "schema"],
  ["items", "schema"],
  ["minItems", "count"],
  ["maxItems", "count"],
  ["minLength", "count"],
  ["maxLength", "count"],
  ["pattern", "pattern"],
  ["format", "format"],
  ["minimum", "number"],
  ["maximum", "number"],
]);

/** Keywords that say something about a schema and nothing about which values are valid. */
export const annotations: ReadonlySet<string> = new Set([
  "$schema",
  "$comment",
  "$defs",
  "title",
  "description",
  "deprecated",
  "examples",
]);

/** The formats that generated validators check. */
export const formats: ReadonlySet<string> = new Set(["date-time", "uuid"]);

export const jsonTypes: ReadonlySet<JsonType> = new Set([
  "array",
  "boolean",
  "integer",
  "null",
  "number",
  "object",
  "string",
]);
