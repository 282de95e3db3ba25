import type { Dialect } from "./dialect.ts";

/** The dialects of schema files. All but the last are declared by `$schema`. */
export type SourceDialect = "2020-12" | "2019-09" | "draft-07" | "draft-06" | "draft-04" | "openapi-3.0";

/** The dialect that each is converted to. */
export const internalDialects: { readonly [Source in SourceDialect]: Dialect } = {
  "2020-12": "2020-12",
  "2019-09": "2020-12",
  "draft-07": "draft-07",
  "draft-06": "draft-07",
  "draft-04": "draft-07",
  "openapi-3.0": "draft-07",
};

/** Every value of `--dialect`. */
export const sourceDialects: readonly SourceDialect[] = [
  "2020-12",
  "2019-09",
  "draft-07",
  "draft-06",
  "draft-04",
  "openapi-3.0",
];

/** The `$schema` of a converted document. */
export const internalNames: { readonly [Name in Dialect]: string } = {
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
  "draft-07": "http://json-schema.org/draft-07/schema#",
};

const named: ReadonlyMap<string, SourceDialect> = new Map([
  ["draft/2020-12", "2020-12"],
  ["draft/2019-09", "2019-09"],
  ["draft-07", "draft-07"],
  ["draft-06", "draft-06"],
  // Draft-05 changed the text of draft-04 and no keyword.
  ["draft-05", "draft-04"],
  ["draft-04", "draft-04"],
]);

/** The dialect of a `$schema`: http or https, with or without a fragment, hyper-schemas too. */
export const sourceDialectOf = ($schema: unknown): SourceDialect | undefined => {
  if (typeof $schema !== "string") return undefined;
  const draft = /^https?:\/\/json-schema\.org\/(draft[-/][-\d]+)\/(?:hyper-)?schema#?\/?$/.exec($schema)?.[1];
  return draft === undefined ? undefined : named.get(draft);
};

/**
 * Whether a `$schema` is the address of a vendor's metaschema or of an unreleased draft. Unsupported drafts (draft-03) are
 * neither.
 */
export const isVendorDialect = ($schema: unknown): boolean =>
  typeof $schema === "string" &&
  sourceDialectOf($schema) === undefined &&
  /^(?:https?:\/\/|\.{0,2}\/|[\w@])/.test($schema) &&
  !/^https?:\/\/json-schema\.org\/draft/.test($schema);
