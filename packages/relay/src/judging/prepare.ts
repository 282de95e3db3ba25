import type { Issue, Valid } from "@email-events/core";
import type { Item } from "../reading/item.ts";
import type { Judge, Judged } from "./judge.ts";
import { defaultMaxItemBytes, readItems } from "../reading/read-items.ts";
import type { Tally } from "../report/report.ts";
import { buildSetAside, type SetAside } from "../report/set-aside.ts";
import type { Stop } from "../reading/stop.ts";

/** Bytes in, and what is told on the way. */
export interface PrepareOptions<Event> {
  readonly source: AsyncIterable<Uint8Array>;
  readonly judge: Judge<Event>;
  readonly tally: Tally;
  readonly stop: Stop;
  /** Is kept at the line of the last item that was accounted for or went on. */
  readonly position: Position;
  /** What begins on an earlier line is passed over, and doesn't count. 1 by default. */
  readonly startLine?: number | undefined;
  /** The largest event that is read, in bytes; 1 MB by default. */
  readonly maxItemBytes?: number | undefined;
}

/** A place in a source. */
export interface Position {
  line: number;
}

/**
 * An event that goes on, with where it came from, or one that doesn't; what was left out of the event that comes next or
 * was skipped; or the end of what has been read so far.
 */
export type Prepared<Event> =
  | (Valid<Event> & { readonly item: Item })
  | SetAside
  | (Note & { readonly status: "note" })
  | { readonly status: "pause" };

/** What was left out of an event that goes on or was skipped. */
export interface Note {
  /** The line of the source that the event begins on, from 1. */
  readonly line: number;
  readonly issues: readonly Issue[];
}

/** A source that failed while it was read; what came before it is accounted for. */
export class SourceError extends Error {
  override readonly name = "SourceError";
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

const noteOf = <Event>({ item, step }: Judged<Event>): Note | undefined =>
  (step.status === "valid" || step.status === "skipped") && step.notes !== undefined
    ? { line: item.line, issues: step.notes }
    : undefined;

/** Counts an event that doesn't go on. */
const settle = <Event>({ item, step }: Judged<Event>, tally: Tally): Prepared<Event> | undefined => {
  if (step.status === "valid") return { status: "valid", value: step.value, item };
  tally.count(step);
  return step.status === "skipped" ? undefined : buildSetAside(item, step);
};

/**
 * Reads events and yields those that go on, and those that are set aside. What doesn't go on is counted; what is
 * skipped on purpose is only counted. After each chunk of the source comes a `pause`: nothing more is read before the
 * next value is asked for.
 *
 * @throws SourceError when the source fails; CommandError when the vocabulary can't be detected.
 */
export async function* prepare<Event>(
  options: PrepareOptions<Event>,
): AsyncGenerator<Prepared<Event>, void, undefined> {
  const { judge, tally, stop, position, startLine = 1, maxItemBytes = defaultMaxItemBytes } = options;
  const chunks = readItems(guardSource(options.source), maxItemBytes);
  for await (const items of stop.until(chunks)) {
    const wanted = startLine === 1 ? items : items.filter(({ line }) => line >= startLine);
    for (const judged of judge.take(wanted)) {
      position.line = judged.item.line;
      const note = noteOf(judged);
      if (note !== undefined) yield { ...note, status: "note" };
      const prepared = settle(judged, tally);
      if (prepared !== undefined) yield prepared;
    }
    yield { status: "pause" };
  }
  if (!stop.isRequested()) judge.end();
}
