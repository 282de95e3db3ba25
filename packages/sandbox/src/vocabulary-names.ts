import type { GenerateOptions } from "./generate-options.ts";
import { eventGenerators } from "./generated/generators.ts";

const generators = new Map<string, (options?: GenerateOptions) => Iterable<unknown>>(Object.entries(eventGenerators));

/** The vocabularies that events can be generated in. */
export const vocabularyNames: readonly string[] = [...generators.keys()];

/** The vocabulary of the events where none is named. */
export const defaultVocabulary = vocabularyNames[0] ?? "";

/** Returns the generator of a vocabulary; nothing for a name that no vocabulary has. */
export const findGenerator = (vocabulary: string) => generators.get(vocabulary);
