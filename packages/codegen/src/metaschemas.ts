const folder = new URL("../metaschemas/", import.meta.url);

const parts = ["core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content"];

const draft2020 = "https://json-schema.org/draft/2020-12/";

/** Where the schemas of JSON Schema itself lie, by their addresses: they come with this package, as schemas to refer to. */
export const metaschemas: ReadonlyMap<string, URL> = new Map([
  ["http://json-schema.org/draft-07/schema", new URL("draft-07.json", folder)],
  [`${draft2020}schema`, new URL("2020-12/schema.json", folder)],
  ...parts.map((part) => [`${draft2020}meta/${part}`, new URL(`2020-12/${part}.json`, folder)] as const),
]);
