import { watch } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { isDocumentName } from "@email-events/json-schema";
import { oneAtATime } from "./one-at-a-time.ts";

// An editor saves in several steps, which take about this long.
const settleMs = 50;

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";

/**
 * Calls back at once, and after each change to a JSON or YAML file in a folder, until `signal` aborts.
 *
 * Calls never overlap. Changes within 50 ms cause one call; changes during a call cause one more.
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
    // Before the first event, so that a change during the first call isn't missed.
    ask();
    for await (const { filename } of events) {
      // Some systems don't report the file.
      if (filename === null || isDocumentName(filename)) ask();
    }
  } catch (error) {
    if (!isAbort(error)) throw error;
  } finally {
    await last;
  }
};
