import { mapperOptionList } from "../sources/mapper-option-list.ts";
import type { VocabularyName } from "../sources/detect-vocabulary.ts";

/** Why events of a kind are skipped, in plain words. */
export interface SkipWords {
  readonly sentence: string;
  /** The option of the mapper that changes it, and the value. */
  readonly option?: { readonly name: string; readonly value: string };
  readonly next?: string;
  /** The option that shows that a mapper means this: mappers of other vocabularies can have the reason, too. */
  readonly ofOption?: string;
}

const skipWords: ReadonlyMap<string, SkipWords> = new Map<string, SkipWords>([
  [
    "counted-by-initial-open",
    {
      sentence: "Opens are counted by initial_open, so this open isn't: a full view of a message fires both.",
      option: { name: "opens", value: "both" },
    },
  ],
  [
    "counted-by-open",
    {
      sentence: "Opens are counted by open, so this initial_open isn't: a full view of a message fires both.",
      option: { name: "opens", value: "both" },
    },
  ],
  [
    "prefetched",
    {
      sentence: "The open was probably made by a privacy proxy, before the recipient saw the message.",
      option: { name: "prefetchedOpens", value: "map" },
    },
  ],
  [
    "consequence-of-another-event",
    {
      ofOption: "complianceBounce",
      sentence: "The unsubscribe follows from a bounce or a complaint, which is an event of its own.",
      next: "Look for the bounce or the complaint: that one is mapped.",
    },
  ],
  [
    "not-terminal",
    {
      sentence: "The message is only delayed: a bounce or a delivery follows within 72 hours.",
      option: { name: "forward.delay", value: "Email Delayed" },
    },
  ],
  [
    "no-semantic-event",
    {
      ofOption: "forward.injection",
      sentence: "Customer.io has no semantic event for this kind.",
      next: "Nothing to do, unless you want an injection as a custom event: the option forward.injection takes its name.",
    },
  ],
  [
    "reported-by-custom-bounce",
    {
      sentence: "A CUSTOM bounce reports the same, with more details.",
      option: { name: "complianceBounce", value: "map" },
    },
  ],
  ["not-an-event", { sentence: "It only marks a position of the stream.", next: "Nothing to do." }],
  [
    "no-event-id",
    {
      sentence: "It has no id of its own, without which a repeated delivery would count twice.",
      next: "Send an id where the event is made.",
    },
  ],
  [
    "no-identity",
    {
      sentence: "It identifies nobody: where the option identity looks, there is no id that can be used.",
      next: "Send a user or the recipient's address there, or read the person from another place with that option.",
    },
  ],
]);

/** Returns the words for a reason; `undefined` for one that is told as it is. */
export const skipWordsOf = (reason: string, vocabulary: VocabularyName): SkipWords | undefined => {
  const words = skipWords.get(reason);
  const option = words?.option?.name ?? words?.ofOption;
  const isMeant = option === undefined || mapperOptionList.some(({ name }) => name === `${vocabulary}.${option}`);
  return isMeant ? words : undefined;
};
