import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./vocabularies.mjs";

const readManifest = (name) => JSON.parse(readFileSync(join(repository, "packages", name, "package.json"), "utf8"));

const withTypes = (manifest, vocabularies) => ({
  ...manifest,
  "email-events": {
    ...manifest["email-events"],
    types: { [manifest.name]: vocabularies.map((name) => `./src/generated/${name}/types.json`) },
  },
});

const entryOf = (name) => ({
  "@email-events/source": `./src/generated/${name}.ts`,
  import: { types: `./dist/generated/${name}.d.ts`, default: `./dist/generated/${name}.js` },
  require: { types: `./dist/generated/${name}.d.cts`, default: `./dist/generated/${name}.cjs` },
});

const isVocabularyEntry = (target) =>
  typeof target === "object" && /^\.\/src\/generated\/[^/]+\.ts$/.test(target["@email-events/source"]);

const withEntries = (manifest, sources) => {
  const { ".": main, ...others } = manifest.exports;
  const entries = sources.map((name) => [`./${name}`, entryOf(name)]);
  const kept = Object.entries(others).filter(
    ([path, target]) => !isVocabularyEntry(target) && !sources.includes(path.slice("./".length)),
  );
  return { ...manifest, exports: Object.fromEntries([[".", main], ...entries, ...kept]) };
};

const toText = (manifest) => `${JSON.stringify(manifest, null, 2)}\n`;

/** The manifest of a package with what it says of vocabularies, as text; nothing for a package that says none. */
export const manifestOf = (name, { vocabularies, sources }) => {
  if (name === "core") return toText(withTypes(readManifest(name), vocabularies));
  if (name === "validator") return toText(withEntries(readManifest(name), sources));
  return undefined;
};
