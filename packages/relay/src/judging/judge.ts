import type { Invalid, Issue, Valid } from "@email-events/core";
import type { Item } from "../reading/item.ts";
import { parseJson } from "../reading/parse-json.ts";
import type { Mismatch } from "./mismatch.ts";
import type { Step, TakeStep } from "./step.ts";
import { cannotDetect, chooseStep, type Choice, type Chosen } from "./steps.ts";
import { detectVocabulary, type VocabularyName } from "@email-events/diagnose/sources";

/** An item, and what it turned out to be. */
export interface Judged<Event> {
  readonly item: Item;
  readonly step: Step<Event>;
}

/** Judges the items of a source. */
export interface Judge<Event> {
  /**
   * Judges items in their order. Events before the vocabulary is known are held back, and returned with a later item.
   *
   * @throws CommandError when too many are held back, or the detected vocabulary must be named.
   */
  readonly take: (items: readonly Item[]) => readonly Judged<Event>[];
  /**
   * Ends the source.
   *
   * @throws CommandError when events are still held back, because none of them shows the vocabulary.
   */
  readonly end: () => void;
  /** Returns what the events look like while none was recognized; `undefined` once one was, and without events. */
  readonly mismatch: () => Mismatch | undefined;
}

/** How many items to hold before the vocabulary must be detected. */
const maxHeldItems = 1_000;
const maxHeldBytes = 4_000_000;

const sizeOf = (item: Item): number => (item.kind === "whole" ? item.bytes.length : item.head.length);

const tooLarge = (maxBytes: number, sizeBytes: number): Issue => ({
  pointer: "",
  code: "too_large",
  expected: `an event of at most ${maxBytes} bytes`,
  received: `${sizeBytes} bytes`,
});

const notAnObject: Issue = { pointer: "", code: "type", expected: "object", received: "another JSON value" };

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What an item holds: an object that a step can judge, or what is wrong with it in any vocabulary. */
type Content = Valid<object> | Invalid;

const invalid = (issue: Issue): Invalid => ({ status: "invalid", issues: [issue] });

const open = (item: Item, maxItemBytes: number): Content => {
  if (item.kind === "too-large") return invalid(tooLarge(maxItemBytes, item.sizeBytes));
  const parsed = item.parsed ?? parseJson(item.bytes);
  // Frees the parsed value: the item is kept until its event is delivered, and the value is several times as large.
  item.parsed = undefined;
  if (parsed.status === "invalid") return parsed;
  return isObject(parsed.value) ? { status: "valid", value: parsed.value } : invalid(notAnObject);
};

/** Judges one item by a step. */
export const judgeItem = <Event>(item: Item, step: TakeStep<Event>, maxItemBytes: number): Judged<Event> => {
  const content = open(item, maxItemBytes);
  return { item, step: content.status === "invalid" ? content : step(content.value, sizeOf(item)) };
};

/** Notes what unrecognized events look like, until the first is recognized. */
const createLooks = () => {
  const counts = new Map<VocabularyName | undefined, number>();
  let isRecognized = false;
  return {
    note: (value: object, { status }: Step<unknown>, read: VocabularyName): void => {
      if (isRecognized) return;
      const looksLike = detectVocabulary(value);
      // An invalid event that looks like the right vocabulary counts as recognized.
      isRecognized = status === "valid" || status === "skipped" || (status === "invalid" && looksLike === read);
      counts.set(looksLike, (counts.get(looksLike) ?? 0) + 1);
    },
    mismatch: (read: VocabularyName | undefined): Mismatch | undefined => {
      const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
      if (isRecognized || most === undefined) return undefined;
      return most[0] === undefined || most[0] === read ? {} : { looksLike: most[0] };
    },
  };
};

/**
 * Makes the judge of a source. The first event whose vocabulary can be detected chooses the step for all. Broken events
 * before it, and a limited number of others, don't choose.
 */
export const createJudge = <Event>(choice: Choice<Event>, maxItemBytes: number): Judge<Event> => {
  const looks = createLooks();
  let chosen: Chosen<Event> | undefined;
  let held: { readonly item: Item; readonly content: Content }[] = [];
  let heldBytes = 0;

  const judge = (item: Item, content: Content, { step, vocabulary }: Chosen<Event>): Judged<Event> => {
    if (content.status === "invalid") return { item, step: content };
    const judged = step(content.value, sizeOf(item));
    looks.note(content.value, judged, vocabulary);
    return { item, step: judged };
  };
  const hold = (item: Item, content: Content): void => {
    held.push({ item, content });
    heldBytes += sizeOf(item);
    if (held.length > maxHeldItems || heldBytes > maxHeldBytes) throw cannotDetect(choice);
  };
  /** Judges an item while the vocabulary isn't known; when the item shows it, also the items held back. */
  const lookAt = (item: Item): readonly Judged<Event>[] => {
    const content = open(item, maxItemBytes);
    if (content.status === "invalid" && held.length === 0) return [{ item, step: content }];
    if (content.status === "valid") chosen = chooseStep(choice, content.value);
    if (chosen === undefined) {
      hold(item, content);
      return [];
    }
    const known = chosen;
    const all = [...held, { item, content }].map((one) => judge(one.item, one.content, known));
    held = [];
    return all;
  };

  return {
    take: (items) => {
      const all: Judged<Event>[] = [];
      for (const item of items) {
        if (chosen === undefined) all.push(...lookAt(item));
        else all.push(judge(item, open(item, maxItemBytes), chosen));
      }
      return all;
    },
    end: () => {
      if (held.length > 0) throw cannotDetect(choice);
    },
    mismatch: () => looks.mismatch(chosen?.vocabulary),
  };
};
