import type { SchemaObject } from "../schema/json-schema.ts";

const shown = (example: unknown): string => {
  const text = JSON.stringify(example);
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
};

const scalarExamples = (schema: SchemaObject): readonly unknown[] =>
  (schema.examples ?? []).filter((example) => typeof example !== "object" || example === null);

/** The JSDoc of a place: its description, then format, pattern and scalar examples as tags. */
export const docComment = (schema: SchemaObject): string | undefined => {
  const tags = [
    ...(schema.format === undefined ? [] : [`@format ${schema.format}`]),
    ...(schema.pattern === undefined ? [] : [`@pattern ${schema.pattern}`]),
    ...scalarExamples(schema).map((example) => `@example ${shown(example)}`),
  ].join("\n");
  const text = [schema.description, tags].filter((part) => part !== undefined && part !== "").join("\n\n");
  return text === "" ? undefined : text.replaceAll("*/", "*\\/");
};
