import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { namePattern } from "../generation/find-vocabulary-problem.mjs";
import { listSources, listVocabularies, repository, toCamelCase, toPascalCase } from "../generation/vocabularies.mjs";
import { fillIn, isPlaceholder, readTemplates } from "./templates.mjs";

const maxChars = 40;

/** What JavaScript keeps for itself: the validator exports a constant with the name of the vocabulary. */
const words =
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in instanceof interface let new null package private protected public
  return static super switch this throw true try typeof undefined var void while with yield`.split(/\s+/);

/** Names with another meaning: folders that tools pass over, files of the packages, and the one key that objects inherit. */
const taken = [
  "constructor",
  "coverage",
  "declarations",
  "dist",
  "generated",
  "index",
  "repository",
  "runtime",
  "schemas",
  "testing",
  "zod",
];

const read = (path) => readFileSync(join(repository, path), "utf8");

/** The types that the schemas of a new vocabulary become. */
const typesOf = (name) =>
  ["Envelope", "Event", "EventMap", "EventName", "Clicked", "Opened", "Unsubscribed"].map(
    (ending) => `${toPascalCase(name)}${ending}`,
  );

const typesFile = (vocabulary) => `packages/core/src/generated/${vocabulary}/types.json`;

const existingTypes = () =>
  listVocabularies().flatMap((vocabulary) => Object.keys(JSON.parse(read(typesFile(vocabulary))).types));

const wordsIn = (texts) => [...new Set(texts.flatMap((text) => text.match(/\w+/g) ?? []))];

/** Generated code that names vocabularies beside names of its own, what that code imports, and what packages export. */
const namingFiles = () => [
  "packages/core/src/index.ts",
  "packages/fixtures/src/fixtures.ts",
  "packages/sandbox/src/generate-examples.ts",
  "packages/validator/src/index.ts",
  "packages/validator/src/generated/index.ts",
  `packages/validator/src/generated/${listSources()[0]}.ts`,
];

/** Returns the first name in the code of a new vocabulary that its templates or the packages have for something else. */
const findNameInUse = (name) => {
  const templates = readTemplates().map(({ text }) => text);
  const known = new Set(wordsIn([...templates, ...namingFiles().map(read)]));
  const own = wordsIn(templates).filter(isPlaceholder);
  const given = [
    toCamelCase(name),
    `${toCamelCase(name)}Examples`,
    ...typesOf(name),
    ...own.map((word) => fillIn(word, name)),
  ];
  // A plain word may only be one of a comment.
  return given.find((word) => /[a-z][A-Z]/.test(word) && known.has(word));
};

/** Returns the first file that this script reads and that wasn't generated yet for a vocabulary. */
const findMissing = () =>
  [...listVocabularies().map(typesFile), ...namingFiles()].find((path) => !existsSync(join(repository, path)));

const isSame = (one, other) => one.toLowerCase() === other.toLowerCase();

/** Says what is wrong with the name of a new vocabulary, and what to do; nothing for a good one. */
export const findNameProblem = (name) => {
  if (!namePattern.test(name) || name.length > maxChars)
    return `a name has small letters, digits and single hyphens, begins with a letter and has at most ${maxChars} characters, as in mail-tracker`;
  if ([...words, ...taken].includes(name)) return `"${name}" is reserved; choose another name`;
  const place = [`schemas/${name}`, `schemas/examples/${name}`, `packages/${name}`].find((path) =>
    existsSync(join(repository, path)),
  );
  if (place !== undefined) return `${place} exists; choose another name`;
  const similar = [...listVocabularies(), ...readdirSync(join(repository, "packages"))].find((other) =>
    isSame(toCamelCase(other), toCamelCase(name)),
  );
  if (similar !== undefined) return `"${name}" would have the same name in code as ${similar}; choose another name`;
  const missing = findMissing();
  if (missing !== undefined) return `${missing} isn't there to compare names with; run pnpm generate first`;
  const types = existingTypes();
  const clash = typesOf(name).find((type) => types.some((other) => isSame(other, type)));
  if (clash !== undefined) return `core has a type ${clash} already; choose another name`;
  const inUse = findNameInUse(name);
  return inUse === undefined ? undefined : `its code would have two things with the name ${inUse}; choose another name`;
};
