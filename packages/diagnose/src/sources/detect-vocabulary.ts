import { chooseOption } from "@email-events/core/mapping";
import { semantic, sourceVocabularies } from "@email-events/validator";
import { mappings, sourceVocabularyNames, type SourceVocabulary } from "./mappings.ts";

/** Every vocabulary; events that are semantic already need no mapping. */
export type VocabularyName = SourceVocabulary | "semantic";

/** Every vocabulary by its name. */
export const vocabularyNames: readonly VocabularyName[] = [...sourceVocabularyNames, "semantic"];

/**
 * Checks the name of a vocabulary that a caller gives.
 *
 * @throws TypeError for an unknown name.
 */
export const checkVocabulary = (name: VocabularyName | undefined): void => {
  chooseOption("vocabulary", name, ["semantic", ...sourceVocabularyNames]);
};

const isSemantic = (event: Readonly<Record<string, unknown>>): boolean =>
  "event" in event && (event["type"] === "track" || event["action"] === "track");

const isValidIn = (name: VocabularyName, event: object): boolean =>
  name === "semantic" ? semantic.is(event) : sourceVocabularies[name].is(event);

/**
 * Detects the vocabulary of an event by its shape, even if the event is invalid or has an unknown name. If it looks like
 * several, returns the first in which it is valid, otherwise the first.
 *
 * @returns `undefined` when it looks like none.
 */
export const detectVocabulary = (event: object): VocabularyName | undefined => {
  const copy = { ...event };
  const sources = sourceVocabularyNames.filter((name) => mappings[name].looksLike(copy));
  // A semantic event may have more members, such as an `event_id`.
  const similar = isSemantic(copy) ? [...sources, "semantic" as const] : sources;
  return similar.length < 2 ? similar[0] : (similar.find((name) => isValidIn(name, event)) ?? similar[0]);
};
