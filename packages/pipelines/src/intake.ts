import type { Delivery } from "./delivery.ts";
import { encodeCalls } from "./encode-calls.ts";
import { giveUp } from "./ledger.ts";
import type { Entry } from "./outcome.ts";
import type { Settings } from "./settings.ts";

/** Makes the way into the queue: every reason not to send a call at all is found here. */
export const createIntake = (settings: Settings, delivery: Delivery) => {
  const { mode, maxEventBytes, maxQueueBytes, redact } = settings;

  const whyNot = (signal: AbortSignal | undefined): string | undefined => {
    if (signal?.aborted) return "aborted by its signal";
    const isFull = delivery.counts.queuedBytes >= maxQueueBytes;
    return delivery.stopped() ?? (isFull ? "the queue is full: await ready()" : undefined);
  };

  /** Writes calls into the queue; returns what is wrong with them, when that can't be done. */
  const write = (entries: readonly Entry[]): string | undefined => {
    const encoded = encodeCalls(entries);
    if ("fault" in encoded) return redact(encoded.fault);
    const { json, type } = encoded;
    if (delivery.write(json, `/v1/${mode === "batch" ? mode : type}`, entries)) return undefined;
    return `it is ${new TextEncoder().encode(json).length} bytes, and the limit is ${maxEventBytes}`;
  };

  /** Takes a call: its outcome is known now, when it can't be sent, or else later. */
  const add = (entry: Entry): void => {
    const refusal = whyNot(entry.signal);
    const reason = refusal ?? write([entry]);
    if (reason) delivery.settle(entry, refusal ? giveUp(refusal) : { status: "rejected", reason });
  };

  return {
    add,

    /** Takes many calls, without signals of their own. */
    addAll(entries: readonly Entry[]): void {
      const { queuedEvents, queuedBytes } = delivery.counts;
      // Going by those that wait, they are under the limit for one call: then none of them is over it, and to write them
      // at once takes a fifth less time. When they aren't, or one of them can't be written, each is looked at alone.
      const mayFit = mode === "batch" && entries.length * queuedBytes <= maxEventBytes * queuedEvents;
      if (!mayFit || whyNot(undefined) || write(entries)) entries.forEach(add);
    },
  };
};
