import type { CustomTrackCall } from "../custom-track-call.ts";
import type { SemanticEmailEvent } from "../generated/semantic/types.ts";
import type { Mapper } from "./mappers/mapper.ts";
import type { OptionForms } from "./options/option-forms.ts";

/** Describes a mapping package to programs that support several vocabularies. */
export interface Mapping<Event> {
  /** Name of the vocabulary, the same as that of its folder in `schemas/`. */
  readonly vocabulary: string;
  /** Whether an object looks like an event of the vocabulary, valid or not; checks only a few properties. */
  readonly looksLike: (event: Readonly<Record<string, unknown>>) => boolean;
  /** What each option of the mapper takes. */
  readonly options: OptionForms;
  /**
   * Creates a mapper, and checks the options, which can come from outside TypeScript.
   *
   * @throws TypeError if an option is unknown or has an invalid value.
   */
  readonly createMapper: (options: object) => Mapper<Event, SemanticEmailEvent | CustomTrackCall>;
}
