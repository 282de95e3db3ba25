import { codeOf } from "@email-events/cli";
import { printableJson } from "@email-events/core/mapping";
import type { FileHandle } from "node:fs/promises";
import { appendLines, type FileLine } from "./append-lines.ts";
import type { SetAside } from "./set-aside.ts";

/** The failure of a rejects file. */
export interface RejectsFailure {
  /** The system's error code, such as `ENOSPC`. */
  readonly code: string;
  /** Number of set-aside events that are missing in the file. */
  readonly count: number;
  /** The first line of the source with a missing event. */
  readonly line: number;
}

/** A file of set-aside events as lines of JSON, safe to print. */
export interface RejectsFile {
  /** Writes an event at once. Callers await the returned promise before the next event. Never rejects. */
  readonly write: (entry: SetAside) => void | Promise<void>;
  /** Resolves when all events are in the file, or writing failed. */
  readonly flush: () => void | Promise<void>;
  /** Number of events that were omitted because the file had reached its limit. */
  readonly leftOut: () => number;
  /** The failure, if writing failed. */
  readonly failure: () => RejectsFailure | undefined;
  /**
   * Closes the file.
   *
   * @param hasRun - Whether to replace the content even if no event was written. Otherwise, the file of the run before
   *   isn't changed.
   */
  readonly close: (hasRun: boolean) => Promise<void>;
}

/** Options of a rejects file. */
export interface RejectsOptions {
  /** Whether to keep the content of the file, because the run continues another one. */
  readonly isContinued: boolean;
  /** Maximum number of bytes of this run, 100 MB by default. Further events are omitted, and counted. */
  readonly maxBytes?: number | undefined;
  /** Called once, if an event can't be written. */
  readonly onFailure: () => void;
}

/** A few kilobytes of gzip can decompress to millions of invalid events. */
const defaultMaxRejectsBytes = 100_000_000;

/** Maximum number of characters that wait for a write; then reading waits. */
const maxWaitingChars = 65_536;

type Counted = Omit<RejectsFailure, "code">;
const none: Counted = { count: 0, line: Number.POSITIVE_INFINITY };

const add = <C extends Counted>(counted: C, lines: readonly FileLine[]): C => ({
  ...counted,
  count: counted.count + lines.length,
  line: lines.reduce((least, { line }) => Math.min(least, line), counted.line),
});

/** Creates a writer of events. Events that arrive during a write are written together by the next one. */
export const createRejectsWriter = (
  file: FileHandle,
  isRegular: boolean,
  { isContinued, maxBytes = defaultMaxRejectsBytes, onFailure }: RejectsOptions,
): RejectsFile => {
  let takenBytes = 0;
  let leftOut = 0;
  let waiting: FileLine[] = [];
  let waitingChars = 0;
  let writing: Promise<void> | undefined;
  let kept = none;
  let failure: RejectsFailure | undefined;
  let isEmptied = isContinued || !isRegular;

  const fail = (code: string, counted: Counted): void => {
    if (failure !== undefined) return;
    failure = { ...counted, code };
    onFailure();
  };
  const empty = async (): Promise<void> => {
    if (!isEmptied) await file.truncate(0);
    isEmptied = true;
  };
  /** Writes all waiting events; returns whether that succeeded. */
  const appendWaiting = async (): Promise<boolean> => {
    const lines = waiting;
    waiting = [];
    waitingChars = 0;
    // An error that is thrown may have lost these, too.
    kept = add(kept, lines);
    const appended = await appendLines(file, isRegular, lines);
    if (appended.status === "failed") fail(appended.code, add(none, appended.lost));
    if (appended.status === "deleted") fail("deleted", kept);
    return appended.status === "written";
  };
  const drain = async (): Promise<void> => {
    try {
      await empty();
      while (waiting.length > 0 && (await appendWaiting()));
    } catch (error) {
      fail(codeOf(error), kept);
    }
    if (failure !== undefined) failure = add(failure, waiting);
    waiting = [];
    writing = undefined;
  };

  return {
    write: (entry) => {
      const line = { line: entry.line, text: `${printableJson(entry)}\n` };
      takenBytes += Buffer.byteLength(line.text);
      if (takenBytes > maxBytes) {
        leftOut += 1;
        return undefined;
      }
      if (failure !== undefined) {
        failure = add(failure, [line]);
        return undefined;
      }
      waiting.push(line);
      waitingChars += line.text.length;
      writing ??= drain();
      return waitingChars < maxWaitingChars ? undefined : writing;
    },
    flush: () => writing,
    leftOut: () => leftOut,
    failure: () => failure,
    close: async (hasRun) => {
      await writing;
      try {
        if (hasRun) await empty();
        await file.close();
      } catch (error) {
        fail(codeOf(error), kept);
      }
    },
  };
};
