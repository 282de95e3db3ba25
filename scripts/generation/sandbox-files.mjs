import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { banner } from "./banner.mjs";
import { readJson } from "./read-json.mjs";
import { repository, toCamelCase, toPascalCase } from "./vocabularies.mjs";

const hasOwnGenerator = (name) => existsSync(join(repository, "packages/sandbox/src/vocabularies", `${name}.ts`));

const generatorOf = (name) => `generate${toPascalCase(name)}Events`;

/** The valid example events of a vocabulary, which stand in for a generator of its own. */
const readExamples = (name) => {
  const folder = `schemas/examples/${name}`;
  if (!existsSync(join(repository, folder))) return [];
  return readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /(^|[/\\])valid\.[^/\\]*\.json$/.test(path))
    .toSorted()
    .map((path) => readJson(`${folder}/${path.replaceAll("\\", "/")}`));
};

const ownImport = (name) => `import { ${generatorOf(name)} } from "../vocabularies/${name}.ts";`;

/** Examples as texts that are parsed: in an object literal, a key `__proto__` would be no key. */
const examplesConstant = (name) => {
  const texts = readExamples(name).map((event) => `  ${JSON.stringify(JSON.stringify(event))},\n`);
  return `const ${toCamelCase(name)}Examples = [\n${texts.join("")}].map((text): unknown => JSON.parse(text));\n`;
};

const entryOf = (name) =>
  `  ${JSON.stringify(name)}: ${
    hasOwnGenerator(name) ? generatorOf(name) : `generatorOfExamples(${toCamelCase(name)}Examples)`
  },`;

const generatorsFile = (sources) => {
  const own = sources.filter(hasOwnGenerator);
  const others = sources.filter((name) => !hasOwnGenerator(name));
  return `${banner}
${others.length > 0 ? 'import { generatorOfExamples } from "../generate-examples.ts";\n' : ""}import type { GenerateOptions } from "../generate-options.ts";
${own.map(ownImport).join("\n")}

export { ${own.map(generatorOf).join(", ")} };

${others.map((name) => `${examplesConstant(name)}\n`).join("")}/** Makes events, by the name of their vocabulary; those with a generator of their own come first. */
export const eventGenerators: {
${[...own, ...others].map((name) => `  readonly ${JSON.stringify(name)}: (options?: GenerateOptions) => Iterable<unknown>;`).join("\n")}
} = {
${[...own, ...others].map(entryOf).join("\n")}
};
`;
};

/** The files of the sandbox that list vocabularies, by their path below `src/generated/`. */
export const sandboxFiles = ({ sources }) => ({ "generators.ts": generatorsFile(sources) });
