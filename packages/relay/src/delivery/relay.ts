import { toLine } from "@email-events/core/mapping";
import { createJudge, type Mismatch } from "../judging/judge.ts";
import { createLedger, type Ledger, type SendOutcome } from "./ledger.ts";
import type { NameCounts } from "../report/name-counts.ts";
import { prepare, SourceError, type Note, type Position, type Prepared } from "../judging/prepare.ts";
import { defaultMaxItemBytes } from "../reading/read-items.ts";
import { createTally, type Report } from "../report/report.ts";
import type { SetAside } from "../report/set-aside.ts";
import type { MapperOptions } from "../judging/mappings.ts";
import type { RelayedEvent } from "../judging/step.ts";
import { chooseMapStep } from "../judging/steps.ts";
import { createStop, type Stop } from "../reading/stop.ts";
import type { Vocabulary } from "../judging/vocabulary.ts";

/** What to relay, and where to. */
export interface RelayOptions {
  /** The bytes: NDJSON, a JSON array, or pretty-printed objects. */
  readonly source: AsyncIterable<Uint8Array>;
  /** By default told from the first event that looks like one. Semantic events are taken only when named here. */
  readonly vocabulary?: Vocabulary | undefined;
  /** Options of the mappers, by vocabulary; each mapper checks its own. By default, every option has its default. */
  readonly mapperOptions?: MapperOptions | undefined;
  /** Sends events and tells what became of each, in any order: `client.send` of `@email-events/pipelines`. */
  readonly send: (events: AsyncIterable<RelayedEvent>) => AsyncIterable<SendOutcome>;
  /** Is given each event that is neither delivered nor skipped on purpose; reading waits for it. */
  readonly onSetAside?: (entry: SetAside) => void | Promise<void>;
  /** Is told what was left out of an event that goes on or is skipped, such as an id that JavaScript can't hold exactly. */
  readonly onNote?: (note: Note) => void;
  /** Is awaited before more of the source is read: makes sure of what `onSetAside` was given. */
  readonly flush?: () => void | Promise<void>;
  /** Is told now and then how far it is. */
  readonly onProgress?: (report: Report) => void;
  /** Stops the reading when aborted; what was sent is waited for. */
  readonly signal?: AbortSignal | undefined;
  /** The first line that is read, from 1. What begins on an earlier one is passed over, and doesn't count. */
  readonly startLine?: number | undefined;
  /** The largest event that is read, in bytes; 1 MB by default. */
  readonly maxItemBytes?: number | undefined;
}

/** Why a relay ended before its source did, or in the middle of it. */
export interface RelayFailure {
  /** The destination didn't take an event, the source failed or was interrupted, or `signal` was aborted. */
  readonly kind: "undelivered" | "source" | "stopped";
  /** One line of at most 200 characters, without addresses. */
  readonly reason: string;
  /**
   * The line to go on from, as `startLine`: each event before it is delivered, skipped, or set aside for a reason that
   * lies in the event. Some at it or behind it may be delivered already.
   */
  readonly resumeLine: number;
}

/** How a relay ended. */
export interface RelayResult {
  readonly report: Report;
  /** What the unrecognized events are called, and how many are called so. */
  readonly unrecognizedNames: NameCounts;
  /** What went wrong beyond single events. */
  readonly failure?: RelayFailure;
  /** Set when no event was recognized: the source may hold something else. */
  readonly mismatch?: Mismatch;
}

/** A source's end, with the error it ended in; kept until every event that was sent has its outcome. */
interface Ending {
  error?: unknown;
}

/** What one run shares. */
interface Run {
  readonly options: RelayOptions;
  readonly ledger: Ledger;
  readonly ending: Ending;
  readonly onProgress: () => void;
}

/** Takes the events that go on, and sees to the others. What was read when the destination fails isn't sent any more. */
async function* toSend(
  prepared: AsyncIterable<Prepared<RelayedEvent>>,
  { options, ledger, ending, onProgress }: Run,
): AsyncGenerator<RelayedEvent, void, undefined> {
  try {
    for await (const next of prepared) {
      const halted = ledger.halted();
      // It is counted already, whatever has happened since.
      if (next.status === "note") options.onNote?.({ line: next.line, issues: next.issues });
      else if (next.status !== "valid" && next.status !== "pause") await options.onSetAside?.(next);
      else if (options.signal?.aborted === true) return;
      else if (next.status === "pause") {
        await options.flush?.();
        onProgress();
      } else if (halted !== undefined) await ledger.refuse(next.item, halted.reason);
      else {
        ledger.enter(next.value, next.item);
        yield next.value;
      }
    }
  } catch (error) {
    ending.error = error;
  }
}

/** The longest reason, in characters. */
const maxReasonChars = 200;

/** Makes a failure; its reason may be the words of a server or of a file system. */
export const buildFailure = (kind: RelayFailure["kind"], reason: string, resumeLine: number): RelayFailure => ({
  kind,
  reason: toLine(reason, maxReasonChars),
  resumeLine,
});

const toFailure = ({ options, ledger, ending }: Run, position: Position): RelayFailure | undefined => {
  const { error } = ending;
  if (error !== undefined && !(error instanceof SourceError)) throw error;
  const halted = ledger.halted();
  const resumeLine = Math.max(1, Math.min(position.line, halted?.line ?? position.line));
  if (halted !== undefined) return buildFailure("undelivered", halted.reason, resumeLine);
  if (error !== undefined) return buildFailure("source", error.message, resumeLine);
  return options.signal?.aborted === true ? buildFailure("stopped", "stopped", resumeLine) : undefined;
};

const outcomesPerProgress = 1_000;

/** Accounts for outcomes until there are no more. */
const settleAll = async (outcomes: AsyncIterable<SendOutcome>, { ledger, onProgress }: Run): Promise<void> => {
  let count = 0;
  for await (const outcome of outcomes) {
    await ledger.settle(outcome);
    count += 1;
    if (count % outcomesPerProgress === 0) onProgress();
  }
  await ledger.settleRest();
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
 * After the first event that can't be delivered nothing more is read: by then the client has tried for as long as it
 * may, and what stays unread can be read again. Events that were read and not sent are set aside as undelivered.
 *
 * @throws CommandError when the vocabulary can't be detected; TypeError for `mapperOptions` that a mapper refuses.
 * @example
 * const client = createPipelinesClient({ writeKey });
 * const { report } = await relay({ source: createReadStream("events.ndjson"), send: (events) => client.send(events) });
 */
export const relay = async (options: RelayOptions): Promise<RelayResult> => {
  const { source, vocabulary, signal, startLine, maxItemBytes = defaultMaxItemBytes } = options;
  const tally = createTally();
  const stop = createStop();
  const judge = createJudge(chooseMapStep(vocabulary, options.mapperOptions), maxItemBytes);
  const position: Position = { line: startLine ?? 1 };
  const run: Run = {
    options,
    ledger: createLedger(tally, (entry) => options.onSetAside?.(entry), stop.request),
    ending: {},
    onProgress: () => options.onProgress?.(tally.report()),
  };

  const release = stopOn(signal, stop);
  try {
    const prepared = prepare({ source, judge, tally, stop, position, startLine, maxItemBytes });
    await settleAll(options.send(toSend(prepared, run)), run);
  } finally {
    release();
    if (stop.isRequested()) leave(source);
  }

  const failure = toFailure(run, position);
  const mismatch = judge.mismatch();
  const unrecognizedNames = tally.unrecognizedNames();
  return { report: tally.report(), unrecognizedNames, ...(failure && { failure }), ...(mismatch && { mismatch }) };
};
