import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { banner } from "./banner.mjs";
import { repository, toCamelCase } from "./vocabularies.mjs";
import { typeNameOf } from "./events/type-name.mjs";
import { InputError, readJson } from "./read-json.mjs";
import { typesOf } from "./validator-files.mjs";

const byText = (one, other) => (one < other ? -1 : 1);

/** The validators of a vocabulary, as they were generated. */
const loadValidators = async (vocabulary) => {
  const { outputFiles } = await build({
    entryPoints: [join(repository, `packages/validator/src/generated/compiled/${vocabulary}/validators.ts`)],
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "warning",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
};

/** The type of the events of a schema. */
const typeOf = (vocabulary, event) => {
  const schema = `schemas/${vocabulary}/${event}.schema.json`;
  if (!existsSync(join(repository, schema)))
    throw new InputError(`schemas/examples/${vocabulary}/${event}: there is no ${schema} that these are examples of`);
  const type = typeNameOf(readJson(schema));
  if (!typesOf(vocabulary).includes(type))
    throw new InputError(`${schema}: core has no type ${type} yet; generate core first`);
  return type;
};

/** The example files of a vocabulary, by their event: the folder that they are in. */
const readExamples = (vocabulary) => {
  const folder = join(repository, "schemas/examples", vocabulary);
  const events = new Map();
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted(byText)) {
    const [, event, kind, name] = /^(.*)[/\\](valid|invalid)\.(.*)\.json$/.exec(path) ?? [];
    if (event === undefined) continue;
    const key = event.replaceAll("\\", "/");
    const kinds = events.get(key) ?? { valid: {}, invalid: {} };
    kinds[kind][name] = readJson(`schemas/examples/${vocabulary}/${key}/${kind}.${name}.json`);
    events.set(key, kinds);
  }
  return events;
};

const withIssues = (folder, examples, issuesOf) =>
  Object.fromEntries(
    Object.entries(examples).map(([name, value]) => {
      const issues = issuesOf(value);
      if (issues.length === 0) throw new InputError(`${folder}/invalid.${name}.json: it is valid`);
      return [name, { value, issues }];
    }),
  );

const namesIn = (examples) =>
  Object.keys(examples)
    .map((name) => JSON.stringify(name))
    .join(" | ") || "never";

const entriesOf = (vocabulary, validators) =>
  [...readExamples(vocabulary)].map(([event, { valid, invalid }]) => {
    const type = typeOf(vocabulary, event);
    return {
      event,
      type,
      valid,
      invalid: withIssues(`schemas/examples/${vocabulary}/${event}`, invalid, validators[`issuesOf${type}`]),
    };
  });

/** Fixtures as text that is parsed: in an object literal, a key `__proto__` would be no key. */
const vocabularyFile = (vocabulary, entries) => {
  const types = [...new Set(entries.map(({ type }) => type))].toSorted(byText);
  const members = entries.map(
    ({ event, type, valid, invalid }) =>
      `  readonly ${JSON.stringify(event)}: Fixtures<${type}, ${namesIn(valid)}, ${namesIn(invalid)}>;`,
  );
  const texts = entries.map(
    ({ event, valid, invalid }) =>
      `  ${JSON.stringify(event)}: /* @__PURE__ */ parseFixtures(${JSON.stringify(JSON.stringify({ valid, invalid }))}),`,
  );
  return `${banner}
import type { ${types.join(", ")} } from "@email-events/core";
import { type Fixtures, parseFixtures } from "../fixtures.ts";

/** The fixtures of the vocabulary ${vocabulary}, by event. */
export const ${toCamelCase(vocabulary)}: {
${members.join("\n")}
} = {
${texts.join("\n")}
};
`;
};

const indexFile = (vocabularies) => `${banner}
${vocabularies.map((name) => `export { ${toCamelCase(name)} } from "./${name}.ts";`).join("\n")}
`;

/** The files of the fixtures, by their path below `src/generated/`: the example events, with the issues of invalid ones. */
export const fixtureFiles = async ({ vocabularies }) => {
  const files = await Promise.all(
    vocabularies.map(async (name) => [`${name}.ts`, vocabularyFile(name, entriesOf(name, await loadValidators(name)))]),
  );
  return { ...Object.fromEntries(files), "index.ts": indexFile(vocabularies) };
};
