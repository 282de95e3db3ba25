import { existsSync } from "node:fs";
import { join } from "node:path";
import { banner } from "./banner.mjs";
import { readJson } from "./read-json.mjs";
import { readEventSchema, repository, toCamelCase, toPascalCase } from "./vocabularies.mjs";

/** Where a package keeps what only one vocabulary has: a file that is named after it. */
const ownFile = (name) => join(repository, "packages/validator/src/vocabularies", `${name}.ts`);

const typeOf = (name) => `${toPascalCase(name)}Event`;

const oneLine = (text) => text.replaceAll(/\s+/g, " ").replaceAll("*/", "* /").trim();

const describe = ({ title, description = title }) => oneLine(description ?? "The events of the vocabulary.");

const entryFile = (name) => {
  const [type, constant] = [typeOf(name), toCamelCase(name)];
  const hasOwn = existsSync(ownFile(name));
  const own = hasOwn ? `import { particulars } from "../vocabularies/${name}.ts";\n` : "";
  return `${banner}
import type { ${type} } from "@email-events/core";
${own}import { createVocabularyValidator, type VocabularyValidator } from "../vocabulary-validator.ts";
import { is${type}, issuesOf${type} } from "./compiled/${name}/validators.ts";

/** A predicate and its explanation for every type of the vocabulary that has a schema of its own, each bundled alone. */
export * from "./compiled/${name}/validators.ts";

/** ${describe(readEventSchema(name))} */
export const ${constant}: VocabularyValidator<${type}> = /* @__PURE__ */ createVocabularyValidator(
  { name: ${JSON.stringify(name)}, is: is${type}, issuesOf: issuesOf${type}, isTolerant: true },${hasOwn ? "\n  particulars," : ""}
);
`;
};

const indexFile = (sources) => `${banner}
import type { ${sources.map(typeOf).join(", ")} } from "@email-events/core";
import type { VocabularyValidator } from "../vocabulary-validator.ts";
${sources.map((name) => `import { ${toCamelCase(name)} } from "./${name}.ts";`).join("\n")}

export { ${sources.map(toCamelCase).join(", ")} };

/** The event of each source vocabulary, by the vocabulary's name. */
export interface SourceEventMap {
${sources.map((name) => `  readonly ${JSON.stringify(name)}: ${typeOf(name)};`).join("\n")}
}

/** Every vocabulary that events come in, by its name. */
export const sourceVocabularies: { readonly [Name in keyof SourceEventMap]: VocabularyValidator<SourceEventMap[Name]> } = {
${sources.map((name) => `  ${JSON.stringify(name)}: ${toCamelCase(name)},`).join("\n")}
};
`;

const zodFile = (vocabularies) => `${banner}
${vocabularies.map((name) => `export * from "./compiled/${name}/zod.ts";`).join("\n")}
`;

/** The types that the schemas of a vocabulary became in core. */
export const typesOf = (name) => Object.keys(readJson(`packages/core/src/generated/${name}/types.json`).types);

const declarationsFile = (vocabularies) => `${banner}
import type * as core from "@email-events/core";

/** Every declaration of core that has a zod schema, too, by its name. Only tests read it. */
export interface Declarations {
${vocabularies
  .flatMap(typesOf)
  .toSorted()
  .map((type) => `  ${type}: core.${type};`)
  .join("\n")}
}
`;

/** The files of the validator that list vocabularies, by their path below `src/generated/`. */
export const validatorFiles = ({ vocabularies, sources }) => ({
  ...Object.fromEntries(sources.map((name) => [`${name}.ts`, entryFile(name)])),
  "declarations.ts": declarationsFile(vocabularies),
  "index.ts": indexFile(sources),
  "zod.ts": zodFile(vocabularies),
});
