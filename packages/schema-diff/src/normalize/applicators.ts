import { appendToken } from "@email-events/json-schema";

/** A JSON object whose keys are read as own properties only. */
export type Fields = ReadonlyMap<string, unknown>;

/** The fields of a JSON object; `undefined` for any other value. */
export const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined;

/** The items of a JSON array; `undefined` for any other value. */
export const itemsOf = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

/** How schemas stand below a keyword: one, in a list, or by name. */
type Below = "one" | "list" | "map" | "one or list";

/** The keywords of draft-07 and 2020-12 that hold schemas. */
const below: ReadonlyMap<string, Below> = new Map<string, Below>([
  ["$defs", "map"],
  ["definitions", "map"],
  ["properties", "map"],
  ["patternProperties", "map"],
  ["dependentSchemas", "map"],
  ["dependencies", "map"],
  ["allOf", "list"],
  ["anyOf", "list"],
  ["oneOf", "list"],
  ["prefixItems", "list"],
  ["items", "one or list"],
  ["additionalItems", "one"],
  ["additionalProperties", "one"],
  ["contains", "one"],
  ["not", "one"],
  ["if", "one"],
  ["then", "one"],
  ["else", "one"],
  ["propertyNames", "one"],
  ["unevaluatedProperties", "one"],
  ["unevaluatedItems", "one"],
  ["contentSchema", "one"],
]);

/** The keywords that hold definitions: they say nothing about the place they stand in. */
export const definitionKeywords: ReadonlySet<string> = new Set(["$defs", "definitions"]);

/** A schema and where it stands below another. */
export interface PlacedSchema {
  readonly pointer: string;
  readonly schema: unknown;
}

/** The schemas directly below one, with their pointers. */
export const schemasBelow = (pointer: string, schema: unknown): readonly PlacedSchema[] =>
  [...(fieldsOf(schema) ?? [])].flatMap(([keyword, value]): readonly PlacedSchema[] => {
    const kind = below.get(keyword);
    if (kind === undefined) return [];
    const at = appendToken(pointer, keyword);
    const items = kind === "map" ? undefined : itemsOf(value);
    if (items) return items.map((item, index) => ({ pointer: appendToken(at, index), schema: item }));
    if (kind === "map")
      return [...(fieldsOf(value) ?? [])].map(([name, item]) => ({ pointer: appendToken(at, name), schema: item }));
    return kind === "list" ? [] : [{ pointer: at, schema: value }];
  });

/** Annotations of the drafts. */
const ownAnnotations = [
  "$schema",
  "$id",
  "$anchor",
  "$comment",
  "title",
  "description",
  "deprecated",
  "default",
  "examples",
  "readOnly",
  "writeOnly",
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
];

/** Annotations of editors, documentation and generators that many schemas carry; none of them changes what is valid. */
const vendorAnnotations = [
  // VS Code
  "allowComments",
  "allowTrailingCommas",
  "completionDetail",
  "defaultSnippets",
  "deprecationMessage",
  "doNotSuggest",
  "enumDescriptions",
  "enumDetails",
  "enumSortTexts",
  "errorMessage",
  "markdownDeprecationMessage",
  "markdownDescription",
  "markdownEnumDescriptions",
  "patternErrorMessage",
  "suggestSortText",
  // OpenAPI and Swagger
  "discriminator",
  "example",
  "externalDocs",
  "xml",
  // json-schema-to-typescript, form generators and others
  "enumNames",
  "propertyOrder",
  "tsEnumNames",
  "tsType",
];

/** Keywords that say something about a schema and nothing about which values are valid. */
const annotationKeywords: ReadonlySet<string> = new Set([...ownAnnotations, ...vendorAnnotations]);

/** Whether a keyword says nothing about which values are valid; `x-...` are extensions that no validator knows. */
export const isAnnotation = (keyword: string): boolean => annotationKeywords.has(keyword) || keyword.startsWith("x-");

/** Whether a schema takes every value, as `true` does: it is empty, or holds annotations only. */
export const takesAnything = (schema: unknown): boolean => {
  const fields = fieldsOf(schema);
  return schema === true || (fields !== undefined && [...fields.keys()].every(isAnnotation));
};
