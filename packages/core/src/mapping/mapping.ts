import type { CustomTrackCall } from "../custom-track-call.ts";
import type { SemanticEmailEvent } from "../generated/semantic/types.ts";
import type { Mapper } from "./mapper.ts";
import type { OptionForms } from "./option-forms.ts";

/** What a mapping package tells a program that offers its vocabulary. */
export interface Mapping<Event> {
  /** Name of the vocabulary, which is that of its folder of schemas. */
  readonly vocabulary: string;
  /** Tells by a few signs whether an object is an event of the vocabulary, valid or not. */
  readonly looksLike: (event: Readonly<Record<string, unknown>>) => boolean;
  /** What the mapper can be told. */
  readonly options: OptionForms;
  /**
   * Makes a mapper of options that TypeScript hasn't checked.
   *
   * @throws TypeError when an option is unknown, or has a value that it can't have.
   */
  readonly createMapper: (options: object) => Mapper<Event, SemanticEmailEvent | CustomTrackCall>;
}
