// It prints only fixed text.
// oxlint-disable-next-line no-restricted-imports
import { writeSync } from "node:fs";

/** Checked when the process exits. */
export interface Holder {
  /** Events without an outcome. */
  readonly queuedEvents: number;
}

// The process's stderr: in a worker, `process.stderr` is a stream to the main thread.
const stderr = 2;

// Weak, so that a client that was never closed can be collected. A client that holds events is kept by its timer or
// request.
const holders = new Set<WeakRef<Holder>>();

const warn = (): void => {
  let events = 0;
  for (const holder of holders) events += holder.deref()?.queuedEvents ?? 0;
  if (events === 0) return;
  try {
    // Asynchronous writes no longer run, and the stream of stderr may be asynchronous.
    writeSync(
      stderr,
      `@email-events/pipelines: the process exits while ${events} ${events === 1 ? "event has" : "events have"} ` +
        "no outcome; await client.close() before process.exit(), or set warnOnExit: false.\n",
    );
  } catch {}
};

const forget = (holder: WeakRef<Holder>): void => {
  holders.delete(holder);
  if (holders.size === 0) process.off("exit", warn);
};
const collected = new FinalizationRegistry(forget);

/**
 * Warns on stderr when the process exits while a holder has events, with one listener for all holders. Returns a
 * function that removes the holder.
 */
export const warnOnExit = (holder: Holder): (() => void) => {
  const ref = new WeakRef(holder);
  if (holders.size === 0) process.on("exit", warn);
  holders.add(ref);
  collected.register(holder, ref, ref);
  return () => {
    collected.unregister(ref);
    forget(ref);
  };
};
