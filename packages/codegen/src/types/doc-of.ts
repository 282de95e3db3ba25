import { arrayShape, keywordsOf, type SchemaNode, type SchemaObject, type SchemaSet } from "@email-events/json-schema";
import { allKinds, declaredKinds, kindsOf } from "./json-kinds.ts";
import { notInType } from "./not-in-type.ts";
import type { Doc } from "./type-tree.ts";

const shown = (example: unknown): string => {
  const text = JSON.stringify(example);
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
};

const scalarExamples = (schema: SchemaObject): readonly unknown[] =>
  (schema.examples ?? []).filter((example) => typeof example !== "object" || example === null);

/** Joins the non-empty parts of a comment with empty lines. */
const paragraphs = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join("\n\n");

/** The JSDoc tags of a place: deprecated, format, pattern and scalar examples. */
const tagsOf = (schema: SchemaObject): string =>
  [
    ...(schema.deprecated === true ? ["@deprecated"] : []),
    ...(schema.format === undefined ? [] : [`@format ${schema.format}`]),
    ...(schema.pattern === undefined ? [] : [`@pattern ${schema.pattern}`]),
    ...scalarExamples(schema).map((example) => `@example ${shown(example)}`),
  ].join("\n");

const isList = ({ type }: SchemaObject): boolean => [type].flat().includes("array");

/** The description of the items of an array, which have no comment of their own. */
const itemsDoc = (node: SchemaNode, schema: SchemaObject): string => {
  const { first, rest } = arrayShape(node);
  const item = rest && keywordsOf(rest);
  if (!isList(schema) || first.length > 0 || !item || isList(item)) return "";
  const text = paragraphs([item.description, tagsOf(item)]);
  // A tag would apply to the array.
  return text === "" || /(?:^|\s)@\w/.test(text) ? "" : `Items: ${text}`;
};

const docFrom = (set: SchemaSet, node: SchemaNode, notes: readonly string[]): Doc => {
  const schema = keywordsOf(node);
  if (!schema) return undefined;
  const text = paragraphs([schema.description, itemsDoc(node, schema), ...notes, notInType(set, node), tagsOf(schema)]);
  return text === "" ? undefined : text;
};

/** The JSDoc of a place. */
export const docOf = (set: SchemaSet, node: SchemaNode): Doc => docFrom(set, node, []);

/** The JSDoc of an index signature: names and values. */
export const indexDoc = (set: SchemaSet, described: readonly SchemaNode[], patterns: readonly string[]): Doc => {
  const [only] = described;
  const values = described.length === 1 && only ? docOf(set, only) : notInType(set, ...described);
  const names = patterns.length === 0 ? "" : `Names match ${patterns.map(shown).join(" or ")}.`;
  const text = paragraphs([names, values]);
  return text === "" ? undefined : text;
};

/** The JSDoc of a declared place. */
export const declarationDoc = (set: SchemaSet, node: SchemaNode): Doc => {
  const isNarrower = kindsOf(set, node).size === allKinds.size && declaredKinds(set, node).size < allKinds.size;
  const kinds = [...declaredKinds(set, node)].join(" or ");
  return docFrom(
    set,
    node,
    isNarrower ? [`The schema requires no type; this is the type of every ${kinds} that matches it.`] : [],
  );
};
