import { appendToken, pointerTokens } from "../json-pointer.ts";
import type { JsonSchema, SchemaNode, SchemaObject } from "../json-schema.ts";
import { type KeywordShape, keywordShapes } from "../check/keywords.ts";

/** The tokens of the schemas in a keyword's value; `undefined` for the value itself. */
type TokensBelow = (value: unknown) => readonly (string | number | undefined)[];

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const keysOf: TokensBelow = (value) => (isObject(value) ? Object.keys(value) : []);
const indicesOf: TokensBelow = (value) => (Array.isArray(value) ? value.map((_, index) => index) : []);

const tokensBelow: { readonly [Shape in KeywordShape]?: TokensBelow } = {
  schema: () => [undefined],
  "schema-list": indicesOf,
  "schema-map": keysOf,
  "pattern-map": keysOf,
  "schema-or-list": (value) => (Array.isArray(value) ? indicesOf(value) : [undefined]),
  dependencies: (value) =>
    isObject(value) ? Object.entries(value).flatMap(([key, below]) => (Array.isArray(below) ? [] : [key])) : [],
};

/** The tokens of the schemas in a keyword's value; `undefined` for the value itself, none for an invalid value. */
export const schemaTokens = (keyword: string, value: unknown): readonly (string | number | undefined)[] => {
  const shape = keywordShapes.get(keyword);
  return (shape && tokensBelow[shape]?.(value)) ?? [];
};

const below = (parent: unknown, key: string | number): JsonSchema =>
  (parent as Readonly<Record<string | number, JsonSchema>>)[key]!;

/** The place one or two tokens below another. */
export const childOf = (node: SchemaNode, keyword: string, token?: string | number): SchemaNode => {
  const value = below(node.schema, keyword);
  const pointer = appendToken(node.pointer, keyword);
  if (token === undefined) return { ...node, pointer, schema: value };
  return { ...node, pointer: appendToken(pointer, token), schema: below(value, token) };
};

/** The child places of a place. */
export const childrenOf = (node: SchemaNode): readonly SchemaNode[] => {
  if (typeof node.schema === "boolean") return [];
  return Object.entries(node.schema).flatMap(([keyword, value]) =>
    schemaTokens(keyword, value).map((token) => childOf(node, keyword, token)),
  );
};

/** The keywords of a place; `{}` for `true`, `undefined` for `false`. */
export const keywordsOf = (node: SchemaNode): SchemaObject | undefined =>
  typeof node.schema === "boolean" ? (node.schema ? {} : undefined) : node.schema;

/** The child places of one keyword. */
export const placesOf = (node: SchemaNode, keyword: keyof SchemaObject): readonly SchemaNode[] => {
  const value = keywordsOf(node)?.[keyword];
  return value === undefined ? [] : schemaTokens(keyword, value).map((token) => childOf(node, keyword, token));
};

/** The keywords that contain definitions. */
export const definitionKeywords: ReadonlySet<string> = new Set(["$defs", "definitions"]);

/** Whether a child is a definition, which only matters where something refers to it. */
export const isDefinition = (node: { readonly pointer: string }, child: { readonly pointer: string }): boolean =>
  definitionKeywords.has(pointerTokens(child.pointer.slice(node.pointer.length))[0] ?? "");
