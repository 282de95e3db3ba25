/** The dialects that documents are converted to. */
export type Dialect = "2020-12" | "draft-07";

const dialects: ReadonlyMap<string, Dialect> = new Map([
  ["https://json-schema.org/draft/2020-12/schema", "2020-12"],
  ["http://json-schema.org/draft-07/schema", "draft-07"],
  ["https://json-schema.org/draft-07/schema", "draft-07"],
]);

/** The dialect of a schema without `$schema`. */
export const defaultDialect: Dialect = "2020-12";

/** The dialect of a `$schema`; `undefined` if documents must be converted first. */
export const dialectNamed = ($schema: unknown): Dialect | undefined =>
  typeof $schema === "string" ? dialects.get($schema.replace(/#$/, "")) : undefined;

/** Every `$schema` of a supported dialect. */
export const dialectNames: readonly string[] = [...dialects.keys()];
