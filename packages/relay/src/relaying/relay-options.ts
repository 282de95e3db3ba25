import { checkOptions } from "@email-events/core/mapping";
import { checkVocabulary, type MapperOptions, type VocabularyName } from "@email-events/diagnose/sources";
import type { Note } from "../judging/note.ts";
import type { Report } from "../report/report.ts";
import type { SetAside } from "../report/set-aside.ts";
import type { OutgoingEvent } from "../destination/outgoing-event.ts";
import type { SendOutcome } from "../destination/send-outcome.ts";

/** What to relay, and where to. */
export interface RelayOptions {
  /** The bytes: NDJSON, a JSON array, or pretty-printed objects. */
  readonly source: AsyncIterable<Uint8Array>;
  /**
   * The vocabulary; by default, that of the first event that identifies it. Semantic events are accepted only with
   * `semantic`.
   */
  readonly vocabulary?: VocabularyName | undefined;
  /** Options of the mappers, by vocabulary; each mapper checks its own. By default, every option has its default. */
  readonly mapperOptions?: MapperOptions | undefined;
  /**
   * Sends chunks of events, each from one read of the source, and yields the outcome of each event, in any order:
   * `client.sendChunks` of `@email-events/pipelines`.
   */
  readonly sendChunks: (
    chunks: AsyncIterable<readonly OutgoingEvent[]>,
  ) => AsyncIterable<readonly SendOutcome<OutgoingEvent>[]>;
  /** Called with each event that was neither delivered nor skipped; awaited. */
  readonly onSetAside?: ((entry: SetAside) => void | Promise<void>) | undefined;
  /** Called with the values that were removed from a valid or skipped event, such as an id that JavaScript rounds. */
  readonly onNote?: ((note: Note) => void) | undefined;
  /** Awaited after each chunk, before more is read: stores what `onSetAside` received. */
  readonly flush?: (() => void | Promise<void>) | undefined;
  /** Called with the counts so far: after each chunk that was read, and about every 1,000 outcomes. */
  readonly onProgress?: ((report: Report) => void) | undefined;
  /** Stops reading when aborted; events in flight are still waited for. */
  readonly signal?: AbortSignal | undefined;
  /** The first line to read; 1 by default. Events that begin on an earlier line are ignored, and not counted. */
  readonly startLine?: number | undefined;
  /** The largest event, in bytes; 1,000,000 by default. Larger ones are invalid. */
  readonly maxItemBytes?: number | undefined;
}

const isAsyncIterable = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

const isFunction = (value: unknown): boolean => typeof value === "function";

const isOptional =
  (isGood: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || isGood(value);

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1;

type Check = readonly [isGood: (value: unknown) => boolean, expected: string];

const callback: Check = [isOptional(isFunction), "must be a function"];
const count: Check = [isOptional(isCount), "must be a whole number, 1 or more"];

/** What is checked elsewhere has no check here: the vocabulary below, and options of mappers where these are created. */
const checks: { readonly [Name in keyof Required<RelayOptions>]: Check | undefined } = {
  source: [isAsyncIterable, "must be an async iterable of bytes, such as a stream"],
  vocabulary: undefined,
  mapperOptions: undefined,
  sendChunks: [isFunction, "must be a function, such as sendChunks of a client"],
  onSetAside: callback,
  onNote: callback,
  flush: callback,
  onProgress: callback,
  signal: [isOptional((value) => value instanceof AbortSignal), "must be an AbortSignal"],
  startLine: count,
  maxItemBytes: count,
};

/**
 * Checks the options of a relay.
 *
 * @throws TypeError for an option that is unknown, or has an invalid value
 */
export const checkRelayOptions = (options: RelayOptions): void => {
  checkOptions("The relay", options, Object.keys(checks));
  checkVocabulary(options.vocabulary);
  for (const [name, check] of Object.entries(checks)) {
    if (check === undefined) continue;
    const [isGood, expected] = check;
    if (!isGood(options[name as keyof RelayOptions])) throw new TypeError(`The option ${name} ${expected}.`);
  }
};
