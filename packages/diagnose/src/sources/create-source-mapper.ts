import { normalize, type CustomTrackCall, type MapOutcome, type SemanticEmailEvent } from "@email-events/core";
import { checkOptions } from "@email-events/core/mapping";
import { semantic, sourceVocabularies } from "@email-events/validator";
import { mappings, sourceVocabularyNames, type MapperOptions, type SourceVocabulary } from "./mappings.ts";
import { checkVocabulary, type VocabularyName } from "./detect-vocabulary.ts";

/** What source events are mapped to: a semantic event, or what a mapper was told to forward under a custom name. */
export type MappedCall = SemanticEmailEvent | CustomTrackCall;

/** Validates and maps any value. */
export type SourceMapper = (value: unknown) => MapOutcome<MappedCall>;

const createFor = <V extends SourceVocabulary>(name: V, options: MapperOptions[V]): SourceMapper => {
  const map = mappings[name].createMapper(options ?? {});
  const { parse } = sourceVocabularies[name];
  return (value) => {
    const parsed = parse(value);
    return parsed.status === "valid" ? map(parsed.value) : parsed;
  };
};

const normalizeValue: SourceMapper = (value) => {
  const parsed = semantic.parse(value);
  return parsed.status === "valid" ? { status: "mapped", event: normalize(parsed.value) } : parsed;
};

/**
 * Creates the function that validates and maps events of a vocabulary. Semantic events are converted to the API's
 * spelling.
 *
 * @throws TypeError for an unknown vocabulary, and for options that the mapper refuses.
 */
export const createSourceMapper = (vocabulary: VocabularyName, options: MapperOptions = {}): SourceMapper => {
  checkOptions("The option mapperOptions", options, sourceVocabularyNames);
  checkVocabulary(vocabulary);
  return vocabulary === "semantic" ? normalizeValue : createFor(vocabulary, options[vocabulary]);
};
