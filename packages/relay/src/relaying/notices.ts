import { toLine } from "@email-events/core/mapping";
import type { Destination } from "../destination/destination.ts";
import type { CommandIo } from "../terminal.ts";

/** Messages while the program waits for the destination. */
export interface Notices {
  /** A request failed, and will be made again. */
  readonly onTrouble: (cause: string) => void;
  /** Sets the destination. From then on, an interruption prints what the program is waiting for. */
  readonly watch: (destination: Destination) => void;
  readonly end: () => void;
}

/** Causes change during an outage; at most this many are shown. */
const maxCauses = 5;

/** The longest cause that is shown, in characters. */
const maxCauseChars = 200;

/** A working destination answers the requests in flight within this time. */
const quietMs = 1_000;

const hints = new Map([["network error ENOTFOUND", "; check the host name in --to"]]);

const formatDuration = (ms: number): string =>
  ms >= 120_000 && ms % 60_000 === 0 ? `${ms / 60_000} minutes` : `${ms / 1_000} s`;

/**
 * Makes the notices of a run. Each cause is shown once, at most five of them; what an interrupted run waits for is shown
 * once.
 *
 * @param deadlineMs - How long the client tries.
 */
export const createNotices = (
  { messages, interrupt }: Pick<CommandIo, "messages" | "interrupt">,
  deadlineMs: number,
): Notices => {
  const told = new Set<string>();
  let watched: Destination | undefined;
  let isWaitTold = false;
  let timer: NodeJS.Timeout | undefined;

  const tellWait = (cause: string | undefined): void => {
    const count = watched?.inFlight() ?? 0;
    if (isWaitTold || count === 0 || cause === undefined) return;
    isWaitTold = true;
    const events = count === 1 ? "1 event" : `${count.toLocaleString("en")} events`;
    messages.line(
      `Waiting for ${events} in flight; destination: ${toLine(cause, maxCauseChars)}; press Ctrl-C again to stop.`,
    );
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
        const words = `${toLine(cause, maxCauseChars)}${hints.get(cause) ?? ""}`;
        messages.line(`The destination has trouble (${words}); trying again for up to ${formatDuration(deadlineMs)}.`);
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
