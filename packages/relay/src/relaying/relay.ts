import { createJudge, type Judged } from "../judging/judge.ts";
import type { Mismatch } from "../judging/mismatch.ts";
import { SourceError } from "../judging/source-error.ts";
import { createInFlight, type InFlight } from "./in-flight.ts";
import { createOutgoings } from "../destination/create-outgoings.ts";
import type { OutgoingEvent } from "../destination/outgoing-event.ts";
import { buildFailure, type RelayFailure } from "./relay-failure.ts";
import { checkRelayOptions, type RelayOptions } from "./relay-options.ts";
import type { SendOutcome } from "../destination/send-outcome.ts";
import type { NameCounts } from "../report/name-counts.ts";
import { noteOf, prepare, settle, type Position } from "../judging/prepare.ts";
import type { Item } from "../reading/item.ts";
import { defaultMaxItemBytes } from "../reading/read-items.ts";
import { createTally, type Report, type Tally } from "../report/report.ts";
import type { RelayedEvent } from "../judging/step.ts";
import { chooseMapStep } from "../judging/steps.ts";
import { createStop, type Stop } from "../reading/stop.ts";

/** How a relay ended. */
export interface RelayResult {
  readonly report: Report;
  /** The names of unrecognized events, with their counts. */
  readonly unrecognizedNames: NameCounts;
  /** What failed apart from single events. */
  readonly failure?: RelayFailure;
  /** Set when no event was recognized: the source may hold something else. */
  readonly mismatch?: Mismatch;
}

/** A source's end, with the error it ended in; kept until every event that was sent has its outcome. */
interface SourceEnd {
  error?: unknown;
}

/** What one run shares. */
interface Run {
  readonly options: RelayOptions;
  readonly toOutgoing: ReturnType<typeof createOutgoings>;
  readonly inFlight: InFlight;
  readonly tally: Tally;
  /** The line of the last item that was accounted for or selected to be sent. */
  readonly position: Position;
  readonly ending: SourceEnd;
  readonly onProgress: () => void;
}

/** An event that goes on, and where it came from. */
interface Going {
  readonly event: OutgoingEvent;
  readonly item: Item;
}

/** Accounts for the events of a chunk that don't go on, and returns the others: those before the signal was aborted. */
const selectGoing = async (
  chunk: readonly Judged<RelayedEvent>[],
  { options, toOutgoing, tally, position }: Run,
): Promise<readonly Going[]> => {
  const going: Going[] = [];
  for (const judged of chunk) {
    const { item, step } = judged;
    position.line = item.line;
    const note = noteOf(judged);
    if (note !== undefined) options.onNote?.(note);
    if (step.status === "valid") {
      if (options.signal?.aborted === true) return going;
      going.push({ event: toOutgoing(item, step.value), item });
      continue;
    }
    const setAside = settle(judged, tally);
    // Awaits only promises: there may be thousands of events that return none.
    const written = setAside && options.onSetAside?.(setAside);
    if (written !== undefined) await written;
  }
  return going;
};

/** Yields the events to send. After an undelivered event, events that were already read are refused instead. */
async function* toSend(
  chunks: AsyncIterable<readonly Judged<RelayedEvent>[]>,
  run: Run,
): AsyncGenerator<readonly OutgoingEvent[], void, undefined> {
  const { options, inFlight, ending, onProgress } = run;
  try {
    for await (const chunk of chunks) {
      const going = await selectGoing(chunk, run);
      const halted = inFlight.halted();
      if (halted !== undefined) for (const { item } of going) await inFlight.refuse(item, halted.reason);
      else if (going.length > 0) {
        for (const { event, item } of going) inFlight.enter(event, item);
        yield going.map(({ event }) => event);
      }
      if (options.signal?.aborted === true) return;
      await options.flush?.();
      onProgress();
    }
  } catch (error) {
    ending.error = error;
  }
}

const toFailure = ({ options, inFlight, position, ending }: Run): RelayFailure | undefined => {
  const { error } = ending;
  if (error !== undefined && !(error instanceof SourceError)) throw error;
  const halted = inFlight.halted();
  const resumeLine = Math.max(1, Math.min(position.line, halted?.line ?? position.line));
  if (halted !== undefined) return buildFailure("undelivered", halted.reason, resumeLine);
  if (error !== undefined) return buildFailure("source", error.message, resumeLine);
  return options.signal?.aborted === true ? buildFailure("stopped", "stopped", resumeLine) : undefined;
};

const outcomesPerProgress = 1_000;

/** Accounts for outcomes until there are no more. */
const settleAll = async (
  chunks: AsyncIterable<readonly SendOutcome<OutgoingEvent>[]>,
  { inFlight, onProgress }: Run,
): Promise<void> => {
  let count = 0;
  for await (const outcomes of chunks) {
    for (const outcome of outcomes) {
      const written = inFlight.settle(outcome);
      if (written !== undefined) await written;
    }
    count += outcomes.length;
    if (count < outcomesPerProgress) continue;
    count = 0;
    onProgress();
  }
  await inFlight.settleRest();
};

/** Closes a source that may stay silent forever: a stream in Node has `destroy`. */
const leave = (source: AsyncIterable<Uint8Array>): void => {
  if ("destroy" in source && typeof source.destroy === "function") source.destroy();
};

/** Stops when the signal is aborted; returns what takes the listener off again. */
const stopOn = (signal: AbortSignal | undefined, stop: Stop): (() => void) => {
  signal?.addEventListener("abort", stop.request);
  if (signal?.aborted === true) stop.request();
  return () => signal?.removeEventListener("abort", stop.request);
};

/**
 * Reads events, validates and maps them, sends the semantic events, and accounts for every one.
 *
 * After the first undelivered event, reading stops: the client has retried it until its deadline, and unread events can
 * be read again. Events that were read and not sent are set aside as undelivered.
 *
 * @throws CommandError when the vocabulary can't be detected or must be named, and for a source that isn't UTF-8;
 *   TypeError for options that are unknown or can't be right. Errors thrown by the callbacks propagate.
 * @example
 * const client = createPipelinesClient({ writeKey });
 * const { report } = await relay({ source: createReadStream("events.ndjson"), sendChunks: (chunks) => client.sendChunks(chunks) });
 */
export const relay = async (options: RelayOptions): Promise<RelayResult> => {
  checkRelayOptions(options);
  const { source, vocabulary, signal, startLine, maxItemBytes = defaultMaxItemBytes } = options;
  const tally = createTally();
  const stop = createStop();
  const judge = createJudge(chooseMapStep(vocabulary, options.mapperOptions), maxItemBytes);
  const run: Run = {
    options,
    toOutgoing: createOutgoings(judge.take),
    tally,
    position: { line: startLine ?? 1 },
    inFlight: createInFlight(tally, (entry) => options.onSetAside?.(entry), stop.request),
    ending: {},
    onProgress: () => options.onProgress?.(tally.report()),
  };

  const release = stopOn(signal, stop);
  try {
    const chunks = prepare({ source, judge, stop, startLine, maxItemBytes });
    await settleAll(options.sendChunks(toSend(chunks, run)), run);
  } finally {
    release();
    if (stop.isRequested()) leave(source);
  }

  const failure = toFailure(run);
  const mismatch = judge.mismatch();
  const unrecognizedNames = tally.unrecognizedNames();
  return { report: tally.report(), unrecognizedNames, ...(failure && { failure }), ...(mismatch && { mismatch }) };
};
