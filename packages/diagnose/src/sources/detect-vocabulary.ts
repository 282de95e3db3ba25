import { chooseOption } from "@email-events/core/mapping";
import { sourceVocabularies } from "@email-events/validator";
import { mappings, sourceVocabularyNames, type SourceVocabulary } from "./mappings.ts";

/** Every vocabulary; events that are semantic already need no mapping. */
export type VocabularyName = SourceVocabulary | "semantic";

/** Every vocabulary by its name. */
export const vocabularyNames: readonly VocabularyName[] = [...sourceVocabularyNames, "semantic"];

/** @throws TypeError for an unknown name. */
export const checkVocabulary = (name: VocabularyName | undefined): void => {
  chooseOption("vocabulary", name, ["semantic", ...sourceVocabularyNames]);
};

const isSemantic = (event: Readonly<Record<string, unknown>>): boolean =>
  "event" in event && (event["type"] === "track" || event["action"] === "track");

/**
 * Detects the vocabulary of an event by its shape, even if the event is invalid or has an unknown name. If it looks like
 * several, returns the first in which it is valid, otherwise the first.
 *
 * @returns `undefined` when it looks like none.
 */
export const detectVocabulary = (event: object): VocabularyName | undefined => {
  const copy = { ...event };
  const similar = sourceVocabularyNames.filter((name) => mappings[name].looksLike(copy));
  const [first] = similar;
  if (first === undefined) return isSemantic(copy) ? "semantic" : undefined;
  return similar.length === 1 ? first : (similar.find((name) => sourceVocabularies[name].is(event)) ?? first);
};
