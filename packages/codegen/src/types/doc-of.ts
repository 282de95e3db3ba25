import { arrayShape } from "../schema/array-shape.ts";
import type { SchemaNode, SchemaObject } from "../schema/json-schema.ts";
import { keywordsOf, type SchemaSet } from "../schema/schema-set.ts";
import { allKinds, declaredKinds, kindsOf } from "./json-kinds.ts";
import { notInType } from "./not-in-type.ts";
import type { Doc } from "./type-tree.ts";

const shown = (example: unknown): string => {
  const text = JSON.stringify(example);
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
};

const scalarExamples = (schema: SchemaObject): readonly unknown[] =>
  (schema.examples ?? []).filter((example) => typeof example !== "object" || example === null);

/** Parts of a comment that say something, with an empty line between them. */
const paragraphs = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join("\n\n");

/** The tags of a place: that it is deprecated, format, pattern and scalar examples. */
const tagsOf = (schema: SchemaObject): string =>
  [
    ...(schema.deprecated === true ? ["@deprecated"] : []),
    ...(schema.format === undefined ? [] : [`@format ${schema.format}`]),
    ...(schema.pattern === undefined ? [] : [`@pattern ${schema.pattern}`]),
    ...scalarExamples(schema).map((example) => `@example ${shown(example)}`),
  ].join("\n");

const isList = ({ type }: SchemaObject): boolean => [type].flat().includes("array");

/** What the items of a list are, which have no line of their own to say it on. */
const itemsDoc = (node: SchemaNode, schema: SchemaObject): string => {
  const { first, rest } = arrayShape(node);
  const item = rest && keywordsOf(rest);
  if (!isList(schema) || first.length > 0 || !item || isList(item)) return "";
  const text = paragraphs([item.description, tagsOf(item)]);
  // A tag would be read as one of what is documented here.
  return text === "" || /(?:^|\s)@\w/.test(text) ? "" : `Items: ${text}`;
};

const docFrom = (node: SchemaNode, notes: readonly string[]): Doc => {
  const schema = keywordsOf(node);
  if (!schema) return undefined;
  const text = paragraphs([schema.description, itemsDoc(node, schema), ...notes, notInType(node), tagsOf(schema)]);
  return text === "" ? undefined : text;
};

/** The JSDoc of a place. */
export const docOf = (_set: SchemaSet, node: SchemaNode): Doc => docFrom(node, []);

/** The JSDoc of a declared place. */
export const declarationDoc = (set: SchemaSet, node: SchemaNode): Doc => {
  const isNarrower = kindsOf(set, node).size === allKinds.size && declaredKinds(set, node).size < allKinds.size;
  const kinds = [...declaredKinds(set, node)].join(" or ");
  return docFrom(
    node,
    isNarrower ? [`The schema demands no type; this is the type of each ${kinds} that fits it.`] : [],
  );
};
