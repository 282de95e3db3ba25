import type { DeliveryOutcome } from "@email-events/core";
import { encoder } from "./batch.ts";
import { encodeCalls, writeCall } from "./encode-calls.ts";
import { toUndelivered } from "./outcomes.ts";
import type { Entry } from "../outcome.ts";
import type { Queue } from "./queue.ts";
import type { Settings } from "./settings.ts";

/** Creates the functions that add calls to the queue. They find every reason not to send a call at all. */
export const createIntake = (settings: Settings, queue: Queue) => {
  const { mode, maxEventBytes, maxQueueBytes, mixIntegrations, redact } = settings;

  /** Returns why a call that may be valid can't be added; an empty string if it can. */
  const whyNot = (signal?: AbortSignal): string => {
    if (signal?.aborted) return "aborted by its signal";
    return queue.stopped() || (queue.hasRoom(maxQueueBytes) ? "" : "the queue is full: await ready()");
  };

  const refuse = (entries: readonly Entry[], outcome: DeliveryOutcome): void => {
    // Calls that can't be added together are added one by one.
    if (entries.length > 1) for (const entry of entries) add([entry]);
    else queue.settle(entries, outcome);
  };

  const add = (entries: readonly Entry[]): void => {
    const reason = whyNot(entries[0]?.signal);
    if (reason) return refuse(entries, toUndelivered(reason));
    const encoded = encodeCalls(entries, mixIntegrations);
    if (typeof encoded === "string") return refuse(entries, { status: "rejected", reason: redact(encoded) });
    for (const { json, type, group, entries: some } of encoded) {
      if (queue.write(json, `/v1/${mode === "batch" ? mode : type}`, some, group)) continue;
      const length = encoder.encode(json).length - "[]".length;
      refuse(some, { status: "rejected", reason: `it is ${length} bytes, and the limit is ${maxEventBytes}` });
    }
  };

  return {
    /** Serializes a call now, so that later changes to the object don't matter. */
    write: (entry: Entry): void => {
      entry.written = writeCall(entry, mixIntegrations);
    },

    /** Takes calls that share a signal. The outcome of one that can't be sent is known now, the others' later. */
    add,

    /**
     * Returns how many calls to serialize together, because that is faster; at least 1. By the average size of the
     * queued calls, they fit into `windowBytes` of the queue, and into 0.9 of the limit for one call. The queue has
     * room for them even if each has the maximum size.
     */
    together: (windowBytes: number): number => {
      const { queuedEvents, queuedBytes } = queue.counts;
      const limitBytes = mode === "batch" ? Math.min(maxEventBytes * 0.9, windowBytes - queuedBytes) : 0;
      const room = (maxQueueBytes - queuedBytes) / maxEventBytes;
      // A queue may be smaller than the largest call.
      return Math.max(1, Math.floor(Math.min((limitBytes * queuedEvents) / queuedBytes || 1, room)));
    },
  };
};
