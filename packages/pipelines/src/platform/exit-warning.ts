// It writes no text but its own.
// oxlint-disable-next-line no-restricted-imports
import { writeSync } from "node:fs";

/** What is looked at when the process exits. */
export interface Holder {
  /** Events that have no outcome. */
  readonly queuedEvents: number;
}

// Of the process itself: in a worker, `process.stderr` is a stream to the main thread.
const stderr = 2;

// Weak, so that a client that was never closed is still collected. One that holds events isn't: its timer or its request
// keeps it.
const holders = new Set<WeakRef<Holder>>();

const warn = (): void => {
  let events = 0;
  for (const holder of holders) events += holder.deref()?.queuedEvents ?? 0;
  if (events === 0) return;
  try {
    // Nothing asynchronous is run any more; the stream of stderr may be that.
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
 * Warns on stderr when the process exits while a holder has events, by one listener however many holders there are.
 * Returns a function that ends this.
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
