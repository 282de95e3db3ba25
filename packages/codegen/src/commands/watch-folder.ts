import { watch } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { isDocumentName } from "@email-events/json-schema";
import { oneAtATime } from "./one-at-a-time.ts";

// An editor saves in several steps; this is how long they take together.
const settleMs = 50;

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";

/**
 * Calls back at once, and after each change to a JSON or YAML file in a folder, until told to end.
 *
 * Calls follow each other: once for changes that come together, and once more for those that come during a call.
 */
export const watchFolder = async (
  folder: string,
  onChange: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> => {
  const failed = new AbortController();
  const call = oneAtATime(onChange);
  let last = Promise.resolve();
  let isSettling = false;
  const settle = async (): Promise<void> => {
    await pause(settleMs);
    isSettling = false;
    await call();
  };
  const ask = (): void => {
    if (isSettling) return;
    isSettling = true;
    last = settle();
    last.catch(() => failed.abort());
  };
  try {
    const events = watch(folder, { recursive: true, signal: AbortSignal.any([signal, failed.signal]) });
    // Asked for before the first event, so that a change during the first call isn't missed.
    ask();
    for await (const { filename } of events) {
      // Not every system says which file it was.
      if (filename === null || isDocumentName(filename)) ask();
    }
  } catch (error) {
    if (!isAbort(error)) throw error;
  } finally {
    await last;
  }
};
