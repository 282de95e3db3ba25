import { encoder } from "./batch.ts";
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
    const length = encoder.encode(json).length - "[]".length;
    return { status: "rejected", reason: `it is ${length} bytes, and the limit is ${maxEventBytes}` };
  };

  const add = (entries: readonly Entry[]): void => {
    const verdict = whyNot(entries[0]?.signal) ?? write(entries);
    if (!verdict) return;
    // When they can't be taken together, each is looked at alone.
    if (entries.length > 1) for (const entry of entries) add([entry]);
    else delivery.settle(entries, verdict);
  };

  return {
    /** Takes calls that share a signal. The outcome of one that can't be sent is known now, the others' later. */
    add,

    /**
     * How many calls to write at once, which takes less time: as many as are, going by those that wait and with some to
     * spare, under the limit for one. However large they turn out to be, the queue has room for each.
     */
    together: (): number => {
      const { queuedEvents, queuedBytes } = delivery.counts;
      const limitBytes = mode === "batch" ? maxEventBytes * 0.9 : 0;
      const room = (maxQueueBytes - queuedBytes) / maxEventBytes;
      // A queue may be smaller than the largest call.
      return Math.max(1, Math.floor(Math.min((limitBytes * queuedEvents) / queuedBytes || 1, room)));
    },
  };
};
