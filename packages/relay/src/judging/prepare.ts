import type { Judge, Judged } from "./judge.ts";
import { defaultMaxItemBytes, readItems } from "../reading/read-items.ts";
import type { Tally } from "../report/report.ts";
import { buildSetAside } from "../report/build-set-aside.ts";
import type { SetAside } from "../report/set-aside.ts";
import type { Stop } from "../reading/stop.ts";
import type { Note } from "./note.ts";
import { SourceError } from "./source-error.ts";

/** What is read, and how. */
export interface PrepareOptions<Event> {
  readonly source: AsyncIterable<Uint8Array>;
  readonly judge: Judge<Event>;
  readonly stop: Stop;
  /** What begins on an earlier line is passed over, and doesn't count. 1 by default. */
  readonly startLine?: number | undefined;
  /** The largest event that is read, in bytes; 1 MB by default. */
  readonly maxItemBytes?: number | undefined;
}

/** A place in a source. */
export interface Position {
  line: number;
}

async function* guardSource(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* source;
  } catch (error) {
    const reason = error instanceof Error ? error.message : "it failed";
    const isInterrupted = error instanceof Error && error.name === "AbortError";
    throw new SourceError(isInterrupted ? "interrupted" : reason, { cause: error });
  }
}

/** Returns what was left out of an event that goes on or was skipped. */
export const noteOf = <Event>({ item, step }: Judged<Event>): Note | undefined =>
  (step.status === "valid" || step.status === "skipped") && step.notes !== undefined
    ? { line: item.line, issues: step.notes }
    : undefined;

/** Counts an event that doesn't go on. Returns it as it is set aside, unless it is skipped on purpose. */
export const settle = <Event>({ item, step }: Judged<Event>, tally: Tally): SetAside | undefined => {
  if (step.status === "valid") return undefined;
  tally.count(step);
  return step.status === "skipped" ? undefined : buildSetAside(item, step);
};

/**
 * Reads events and yields them judged, a chunk of the source at a time, in their order. Nothing more is read before the
 * next chunk is asked for. A chunk may hold no event.
 *
 * @throws SourceError when the source fails; CommandError when the vocabulary can't be detected.
 */
export async function* prepare<Event>(
  options: PrepareOptions<Event>,
): AsyncGenerator<readonly Judged<Event>[], void, undefined> {
  const { judge, stop, startLine = 1, maxItemBytes = defaultMaxItemBytes } = options;
  const chunks = readItems(guardSource(options.source), maxItemBytes);
  for await (const items of stop.until(chunks)) {
    yield judge.take(startLine === 1 ? items : items.filter(({ line }) => line >= startLine));
  }
  if (!stop.isRequested()) judge.end();
}
