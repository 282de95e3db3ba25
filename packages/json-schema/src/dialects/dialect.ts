/** The versions of JSON Schema that generation reads. */
export type Dialect = "2020-12" | "draft-07";

const dialects: ReadonlyMap<string, Dialect> = new Map([
  ["https://json-schema.org/draft/2020-12/schema", "2020-12"],
  ["http://json-schema.org/draft-07/schema", "draft-07"],
  ["https://json-schema.org/draft-07/schema", "draft-07"],
]);

/** The dialect of a schema that doesn't name one. */
export const defaultDialect: Dialect = "2020-12";

/** The dialect that a `$schema` names, if generation reads it. */
export const dialectNamed = ($schema: unknown): Dialect | undefined =>
  typeof $schema === "string" ? dialects.get($schema.replace(/#$/, "")) : undefined;

/** Every `$schema` that generation reads. */
export const dialectNames: readonly string[] = [...dialects.keys()];
