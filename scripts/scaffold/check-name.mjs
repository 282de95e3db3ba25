import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { namePattern } from "../generation/find-vocabulary-problem.mjs";
import { listVocabularies, repository, toCamelCase, toPascalCase } from "../generation/vocabularies.mjs";

const maxChars = 40;

/** What JavaScript keeps for itself: the validator exports a constant with the name of the vocabulary. */
const words =
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in instanceof interface let new null package private protected public
  return static super switch this throw true try typeof undefined var void while with yield`.split(/\s+/);

/** Names with another meaning: folders that tools pass over, and what the packages export already. */
const taken = [
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
const exported = ["describe-issue", "format-issues", "source-vocabularies"];

/** The types that the schemas of a new vocabulary become. */
const typesOf = (name) =>
  ["Envelope", "Event", "EventMap", "EventName", "Clicked", "Opened", "Unsubscribed"].map(
    (ending) => `${toPascalCase(name)}${ending}`,
  );

const existingTypes = () =>
  listVocabularies().flatMap((vocabulary) =>
    Object.keys(
      JSON.parse(readFileSync(join(repository, "packages/core/src/generated", vocabulary, "types.json"), "utf8")).types,
    ),
  );

const isSame = (one, other) => one.toLowerCase() === other.toLowerCase();

/** Says what is wrong with the name of a new vocabulary, and what to do; nothing for a good one. */
export const findNameProblem = (name) => {
  if (!namePattern.test(name) || name.length > maxChars)
    return `a name has small letters, digits and single hyphens, begins with a letter and has at most ${maxChars} characters, as in mail-tracker`;
  if ([...words, ...taken, ...exported].includes(name)) return `"${name}" is reserved; choose another name`;
  const place = [`schemas/${name}`, `schemas/examples/${name}`, `packages/${name}`].find((path) =>
    existsSync(join(repository, path)),
  );
  if (place !== undefined) return `${place} exists; choose another name`;
  const similar = [...listVocabularies(), ...readdirSync(join(repository, "packages"))].find((other) =>
    isSame(toCamelCase(other), toCamelCase(name)),
  );
  if (similar !== undefined) return `"${name}" would have the same name in code as ${similar}; choose another name`;
  const types = existingTypes();
  const clash = typesOf(name).find((type) => types.some((other) => isSame(other, type)));
  return clash === undefined ? undefined : `core has a type ${clash} already; choose another name`;
};
