import type { Destination } from "./destination.ts";
import type { Io } from "./io.ts";
import { toPlainText } from "./plain-text.ts";

/** What is told while the destination makes the program wait. */
export interface Notices {
  /** A request failed, and will be made again. */
  readonly onTrouble: (cause: string) => void;
  /** From here on, an interruption is answered with what is waited for. */
  readonly watch: (destination: Destination) => void;
  readonly end: () => void;
}

/** Causes of trouble change during an outage; this many are told. */
const maxCauses = 5;

/** A destination in order takes less to answer what is in flight. */
const quietMs = 1_000;

const hints = new Map([["network error ENOTFOUND", "; check the host name in --to"]]);

const formatDuration = (ms: number): string =>
  ms >= 120_000 && ms % 60_000 === 0 ? `${ms / 60_000} minutes` : `${ms / 1_000} s`;

/**
 * Makes the notices of a run. Each cause of trouble is told once, at most five of them; what an interrupted run waits for
 * is told once.
 *
 * @param deadlineMs - How long the client tries.
 */
export const createNotices = ({ stderr, interrupt }: Io, deadlineMs: number): Notices => {
  const told = new Set<string>();
  let watched: Destination | undefined;
  let isWaitTold = false;
  let timer: NodeJS.Timeout | undefined;

  // A line of progress that stands on a terminal is written over.
  const tell = (sentence: string): void =>
    void stderr.write(`${stderr.isTTY === true ? "\r\u001B[K" : ""}${sentence}\n`);
  const tellWait = (cause: string | undefined): void => {
    const count = watched?.inFlight() ?? 0;
    if (isWaitTold || count === 0 || cause === undefined) return;
    isWaitTold = true;
    const events = count === 1 ? "1 event" : `${count.toLocaleString("en")} events`;
    tell(`Waiting for ${events} in flight; destination: ${toPlainText(cause)}; press Ctrl-C again to stop.`);
  };
  const onInterrupt = (): void => {
    tellWait(watched?.trouble());
    timer = setTimeout(() => tellWait(watched?.trouble() ?? "no answer yet"), quietMs);
    timer.unref();
  };
  interrupt?.addEventListener("abort", onInterrupt);

  return {
    onTrouble: (cause) => {
      if (!told.has(cause) && told.size < maxCauses) {
        told.add(cause);
        const words = `${toPlainText(cause)}${hints.get(cause) ?? ""}`;
        tell(`The destination has trouble (${words}); trying again for up to ${formatDuration(deadlineMs)}.`);
      }
      if (interrupt?.aborted === true) tellWait(cause);
    },
    watch: (destination) => {
      watched = destination;
      if (interrupt?.aborted === true) onInterrupt();
    },
    end: () => {
      clearTimeout(timer);
      interrupt?.removeEventListener("abort", onInterrupt);
    },
  };
};
