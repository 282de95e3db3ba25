import type { Delivery } from "./delivery.ts";
import { encodeCalls } from "./encode-calls.ts";
import { giveUp } from "./ledger.ts";
import type { Entry, Verdict } from "./outcome.ts";
import type { Settings } from "./settings.ts";

/** Makes the way into the queue: every reason not to send a call at all is found here. */
export const createIntake = (settings: Settings, delivery: Delivery) => {
  const { mode, maxEventBytes, maxQueueBytes, redact } = settings;

  const whyNot = (signal?: AbortSignal): Verdict | undefined => {
    if (signal?.aborted) return giveUp("aborted by its signal");
    const stopped = delivery.stopped();
    if (stopped) return giveUp(stopped);
    return delivery.makeRoom(maxQueueBytes) ? undefined : giveUp("the queue is full: await ready()");
  };

  /** Writes calls into the queue; or returns what is wrong with them. */
  const write = (entries: readonly Entry[]): Verdict | undefined => {
    const encoded = encodeCalls(entries);
    if ("fault" in encoded) return { status: "rejected", reason: redact(encoded.fault) };
    const { json, type } = encoded;
    if (delivery.write(json, `/v1/${mode === "batch" ? mode : type}`, entries)) return undefined;
    const { length } = new TextEncoder().encode(json);
    return { status: "rejected", reason: `it is ${length} bytes, and the limit is ${maxEventBytes}` };
  };

  /** Takes a call: its outcome is known now, when it can't be sent, or else later. */
  const add = (entry: Entry): void => {
    const verdict = whyNot(entry.signal) ?? write([entry]);
    if (verdict) delivery.settle(entry, verdict);
  };

  return {
    add,

    /** Takes many calls, without signals of their own. */
    addAll(entries: readonly Entry[]): void {
      const { queuedEvents, queuedBytes } = delivery.counts;
      // Going by those that wait, they are under the limit for one call: then none of them is over it, and to write them
      // at once takes a fifth less time. When they aren't, or one of them can't be written, each is looked at alone.
      const mayFit = mode === "batch" && entries.length * queuedBytes <= maxEventBytes * queuedEvents;
      if (!mayFit || whyNot() || write(entries)) entries.forEach(add);
    },
  };
};
