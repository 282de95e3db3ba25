const folder = new URL(/* @vite-ignore */ "../metaschemas/", import.meta.url);

const draft2020 = "https://json-schema.org/draft/2020-12/";
const draft2019 = "https://json-schema.org/draft/2019-09/";

const parts2020 = ["core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content"];
const parts2019 = ["core", "applicator", "validation", "meta-data", "format", "content"];

/** The files of the JSON Schema metaschemas by address, which schemas may refer to. */
export const metaschemas: ReadonlyMap<string, URL> = new Map([
  ...["draft-04", "draft-06", "draft-07"].map(
    (draft) => [`http://json-schema.org/${draft}/schema`, new URL(`${draft}.json`, folder)] as const,
  ),
  [`${draft2019}schema`, new URL("2019-09/schema.json", folder)],
  ...parts2019.map((part) => [`${draft2019}meta/${part}`, new URL(`2019-09/${part}.json`, folder)] as const),
  [`${draft2020}schema`, new URL("2020-12/schema.json", folder)],
  ...parts2020.map((part) => [`${draft2020}meta/${part}`, new URL(`2020-12/${part}.json`, folder)] as const),
]);
