import { mappings, sourceVocabularyNames, type SourceVocabulary } from "./mappings.ts";

/** Every vocabulary; events that are semantic already need no mapping. */
export type Vocabulary = SourceVocabulary | "semantic";

/** Every vocabulary by its name. */
export const vocabularyNames: readonly Vocabulary[] = [...sourceVocabularyNames, "semantic"];

const isSemantic = (event: Readonly<Record<string, unknown>>): boolean =>
  "event" in event && (event["type"] === "track" || event["action"] === "track");

/**
 * Tells the vocabulary of an event by its looks, whether or not it is valid or of a known kind.
 *
 * @returns `undefined` when it looks like none.
 */
export const tellVocabulary = (event: object): Vocabulary | undefined => {
  const copy = { ...event };
  return (
    sourceVocabularyNames.find((name) => mappings[name].looksLike(copy)) ?? (isSemantic(copy) ? "semantic" : undefined)
  );
};
