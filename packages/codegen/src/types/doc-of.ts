import { arrayShape } from "../schema/array-shape.ts";
import type { SchemaNode, SchemaObject } from "../schema/json-schema.ts";
import { keywordsOf } from "../schema/schema-set.ts";
import type { Doc } from "./type-tree.ts";

const shown = (example: unknown): string => {
  const text = JSON.stringify(example);
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
};

const scalarExamples = (schema: SchemaObject): readonly unknown[] =>
  (schema.examples ?? []).filter((example) => typeof example !== "object" || example === null);

/** What a place says itself: its description, then format, pattern and scalar examples as tags. */
const ownDoc = (schema: SchemaObject): string => {
  const tags = [
    ...(schema.format === undefined ? [] : [`@format ${schema.format}`]),
    ...(schema.pattern === undefined ? [] : [`@pattern ${schema.pattern}`]),
    ...scalarExamples(schema).map((example) => `@example ${shown(example)}`),
  ].join("\n");
  return [schema.description, tags].filter((part) => part !== undefined && part !== "").join("\n\n");
};

const isList = ({ type }: SchemaObject): boolean => [type].flat().includes("array");

/** What the items of a list are, which have no line of their own to say it on. */
const itemsDoc = (node: SchemaNode): string => {
  const { first, rest } = arrayShape(node);
  const item = rest && keywordsOf(rest);
  if (first.length > 0 || !item || isList(item)) return "";
  const text = ownDoc(item);
  // A tag would be read as one of what is documented here.
  return text === "" || /(?:^|\s)@\w/.test(text) ? "" : `Items: ${text}`;
};

/** The JSDoc of a place. */
export const docOf = (node: SchemaNode): Doc => {
  const schema = keywordsOf(node);
  if (!schema) return undefined;
  const { minItems = 0, maxItems } = schema;
  const isPlainList = isList(schema) && arrayShape(node).first.length === 0;
  const length = isPlainList && minItems > 0 && maxItems !== 0 ? `@minItems ${minItems}` : "";
  const items = isPlainList ? itemsDoc(node) : "";
  const said = [ownDoc(schema), length, items].filter((part) => part !== "").join("\n\n");
  const lines = [...(schema.deprecated === true ? ["@deprecated"] : []), ...(said === "" ? [] : [said])];
  return lines.length === 0 ? undefined : lines.join("\n");
};
