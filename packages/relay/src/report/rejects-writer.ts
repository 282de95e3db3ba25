import { printableJson } from "@email-events/core/mapping";
import type { FileHandle } from "node:fs/promises";
import { appendLines, type FileLine } from "./append-lines.ts";
import { codeOf } from "../error-code.ts";
import type { SetAside } from "./set-aside.ts";

/** What a file of rejects couldn't take. */
export interface RejectsFailure {
  /** The system's word for it, such as `ENOSPC`. */
  readonly code: string;
  /** How many set-aside events are not in the file. */
  readonly count: number;
  /** The first line of the source that one of them begins on. */
  readonly line: number;
}

/** A file of set-aside events, a line of JSON each, which a terminal can be shown. */
export interface RejectsFile {
  /** Takes an event and has it written at once; what is returned is awaited before more come. Never fails. */
  readonly write: (entry: SetAside) => void | Promise<void>;
  /** Resolves when all that was taken is in the file, or can't be. */
  readonly flush: () => void | Promise<void>;
  /** How many events were left out because the file had reached its limit. */
  readonly leftOut: () => number;
  /** What isn't in the file, where it failed. */
  readonly failure: () => RejectsFailure | undefined;
  /**
   * Ends the file.
   *
   * @param hasRun - Whether the run got as far as events. One that didn't leaves the rejects of the run before alone.
   */
  readonly close: (hasRun: boolean) => Promise<void>;
}

/** How a file of rejects is written. */
export interface RejectsOptions {
  /** Whether what the file holds stays, because the run goes on where another one ended. */
  readonly isContinued: boolean;
  /** The bytes that this run may write, 100 MB by default. Events that come once they are used up are left out, and counted. */
  readonly maxBytes?: number | undefined;
  /** Called once, when an event can't be written. */
  readonly onFailure: () => void;
}

/** A few kilobytes of gzip can unpack to millions of broken events. */
export const defaultMaxRejectsBytes = 100_000_000;

/** Events that wait while others are written; beyond this, reading waits too. */
const maxWaitingChars = 65_536;

type Counted = Omit<RejectsFailure, "code">;
const none: Counted = { count: 0, line: Number.POSITIVE_INFINITY };

const add = <C extends Counted>(counted: C, lines: readonly FileLine[]): C => ({
  ...counted,
  count: counted.count + lines.length,
  line: lines.reduce((least, { line }) => Math.min(least, line), counted.line),
});

/**
 * Makes a writer of events. Those that come while others are being written go together, so that each is in the file
 * within a write's time, and a flood of them takes few writes.
 */
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
  /** Writes all that waits; returns whether that went well. */
  const appendWaiting = async (): Promise<boolean> => {
    const lines = waiting;
    waiting = [];
    waitingChars = 0;
    const appended = await appendLines(file, isRegular, lines);
    if (appended.status === "failed") fail(appended.code, add(none, appended.lost));
    else {
      kept = add(kept, lines);
      if (appended.status === "deleted") fail("deleted", kept);
    }
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
      if (failure !== undefined && writing === undefined) {
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
