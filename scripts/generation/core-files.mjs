import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { transform } from "esbuild";
import { banner } from "./banner.mjs";
import { InputError } from "./read-json.mjs";

/** Loads a generated module that imports nothing but types. */
const load = async (path) => {
  const { code } = await transform(await readFile(path, "utf8"), { loader: "ts", format: "esm" });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
};

/** The names that codegen wrote for a vocabulary. */
const namesOf = async (vocabulary, folder) => {
  const file = `${folder}/${vocabulary}/names.ts`;
  if (existsSync(file)) return load(file);
  throw new InputError(
    `schemas/${vocabulary}/event.schema.json: make it a oneOf of events, each with a constant of its own in one property, which names it`,
  );
};

const lowerFirst = (name) => name.charAt(0).toLowerCase() + name.slice(1);

/** The unions of events that a generated file of names has, each by the name of its type. */
const unionsOf = (vocabulary, names) =>
  Object.keys(names)
    .filter((key) => key.endsWith("EventName"))
    .map((key) => key.slice(0, -"Name".length))
    .map((type) => ({
      vocabulary,
      map: `${type}Map`,
      names: `${lowerFirst(type)}Names`,
      tag: `${lowerFirst(type)}Tag`,
      depth: names[`${lowerFirst(type)}Tag`].length,
      count: names[`${lowerFirst(type)}Names`].length,
    }))
    // The narrower ones first: their names stand deeper. Then those with more names, so that the order is the same each time.
    .toSorted((one, other) => other.depth - one.depth || other.count - one.count || (one.map < other.map ? -1 : 1));

const importOf = ({ vocabulary, map, names, tag }) =>
  `import { type ${map}, ${names}, ${tag} } from "./${vocabulary}/names.ts";`;

const unionsFile = (unions) => `${banner}
${unions.map(importOf).join("\n")}

/** The maps from name to type of all unions of events, the narrower before those that hold them. */
export type EventMaps = readonly [
${unions.map(({ map }) => `  ${map},`).join("\n")}
];

/** Where the name of an event stands, and which names there are, in the same order. */
export const eventUnions: readonly { readonly tag: readonly string[]; readonly names: readonly string[] }[] = [
${unions.map(({ names, tag }) => `  { tag: ${tag}, names: ${names} },`).join("\n")}
];
`;

const indexFile = (vocabularies) => `${banner}
${vocabularies
  .map((name) => `export * from "./${name}/names.ts";\nexport type * from "./${name}/types.ts";`)
  .join("\n")}
`;

/** The files of core that list vocabularies, by their path below `src/generated/`. Reads the names generated before. */
export const coreFiles = async ({ vocabularies, folder }) => {
  const unions = await Promise.all(vocabularies.map(async (name) => unionsOf(name, await namesOf(name, folder))));
  return { "index.ts": indexFile(vocabularies), "unions.ts": unionsFile(unions.flat()) };
};
