import { createHash } from "node:crypto";
import { childOf, keyOf, type SchemaNode, type SchemaSet, schemaTokens } from "@email-events/json-schema";

/** Keywords that say where a schema stands, and comments; a definition counts where something refers to it. */
const placing: ReadonlySet<string> = new Set(["$schema", "$id", "$anchor", "$comment", "$defs", "definitions"]);

type Json = boolean | number | string | null | readonly unknown[] | { readonly [name: string]: unknown };

/** Entries in the order of their names, so that another order of writing makes no difference. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, below]): readonly [string, unknown] => [name, sorted(below)]);
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
};

/** A place with all that it refers to, the same wherever that stands; what contains itself is written as a number. */
const outline = (set: SchemaSet, start: SchemaNode): unknown => {
  const numbers = new Map<string, number>();
  const write = (node: SchemaNode): Json => {
    if (typeof node.schema === "boolean") return node.schema;
    const number = numbers.get(keyOf(node));
    if (number !== undefined) return number;
    numbers.set(keyOf(node), numbers.size);
    const said = Object.entries(node.schema).filter(([keyword]) => !placing.has(keyword));
    return said
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([keyword, value]) => [keyword, below(node, keyword, value)]);
  };
  const below = (node: SchemaNode, keyword: string, value: unknown): unknown => {
    if (keyword === "$ref") return write(set.resolve(node, String(value)));
    const tokens = schemaTokens(keyword, value);
    if (tokens.length === 0) return sorted(value);
    const inner = tokens.map((token) => [token ?? "", write(childOf(node, keyword, token))] as const);
    const others = Object.entries(value as object).filter(([name]) => !tokens.some((token) => String(token) === name));
    return [...inner.toSorted(([a], [b]) => (a < b ? -1 : 1)), ...(tokens[0] === undefined ? [] : [sorted(others)])];
  };
  return [set.dialectOf(start), write(start)];
};

/** A digest of what a place means, equal where two places of any two sets say the same. */
export const meaningDigest = (set: SchemaSet, node: SchemaNode): string =>
  `sha256-${createHash("sha256")
    .update(JSON.stringify(outline(set, node)))
    .digest("base64")}`;
