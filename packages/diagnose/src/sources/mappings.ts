import type { Mapping } from "@email-events/core/mapping";
import type { SourceEventMap } from "@email-events/validator";
import * as list from "./source-list.ts";

/** The name of a vocabulary whose events are mapped, such as `airship`. */
export type SourceVocabulary = (typeof list)[keyof typeof list]["vocabulary"];

/** A mapping with the events that its vocabulary's validator accepts. */
type Listed = { readonly [V in SourceVocabulary]: Mapping<SourceEventMap[V]> & { readonly vocabulary: V } };

const listed: readonly Listed[SourceVocabulary][] = Object.values(list).toSorted((one, other) =>
  one.vocabulary < other.vocabulary ? -1 : 1,
);

/** The mapping of each source vocabulary. */
export const mappings: Readonly<Listed> =
  // `fromEntries` forgets which value goes with which key.
  Object.fromEntries(listed.map((mapping) => [mapping.vocabulary, mapping])) as Listed;

/** The source vocabularies, in the order of their names. */
export const sourceVocabularyNames: readonly SourceVocabulary[] = listed.map(({ vocabulary }) => vocabulary);

/** Options for the mapper of each source vocabulary. The mapper checks them. */
export type MapperOptions = {
  readonly [Key in keyof typeof list as (typeof list)[Key]["vocabulary"]]?:
    | Parameters<(typeof list)[Key]["createMapper"]>[0]
    | undefined;
};
