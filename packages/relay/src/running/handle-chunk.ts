import { createHash } from "node:crypto";
import type { DeliveryOutcome, EventOutcome } from "@email-events/core";
import type { SetAsideReason } from "@email-events/store";
import { createOutgoings } from "../delivery/create-outgoings.ts";
import type { OutgoingEvent } from "../delivery/outgoing-event.ts";
import type { Reject } from "../queue/queue.ts";
import type { Item } from "../reading/item.ts";
import { buildSetAside } from "../report/build-set-aside.ts";
import type { SetAsideOutcome } from "../report/set-aside.ts";
import { toReason } from "../report/to-reason.ts";
import type { Dedupe } from "./dedupe.ts";
import type { JudgePayloads } from "./judge-payloads.ts";

/** The result of a chunk: what to store, and the outcome of each event that has one. */
export interface Handled {
  readonly outcomes: readonly EventOutcome[];
  readonly setAside: readonly Reject[];
  /** Ids of events that were delivered. */
  readonly remember: readonly string[];
  /** Indexes of the events that have no outcome, since the delivery ended before. */
  readonly again: readonly number[];
  /** Ids that were in flight, to leave once the rest is stored. */
  readonly ids: readonly string[];
  /** When the last event happened that was sent. */
  readonly timestamp?: string | undefined;
}

/** What handles the chunks of a source. */
export interface ChunkHandler {
  readonly source: string;
  readonly judge: JudgePayloads;
  readonly dedupe: Dedupe;
  /** Resolves to the outcomes in the order of the events: `undelivered` only when the delivery ended before. */
  readonly deliver: (events: readonly OutgoingEvent[]) => Promise<readonly DeliveryOutcome[]>;
}

const toSetAsideReason = (item: Item, outcome: SetAsideOutcome): SetAsideReason => ({
  status: outcome.status,
  reason: toReason(outcome),
  issues: buildSetAside(item, outcome).issues,
});

const hashOf = (payload: Uint8Array): string => createHash("sha256").update(payload).digest("hex");

/**
 * Returns an event for an operator; of one that is too large, its head.
 *
 * @param id - The id that it was sent with; a hash of its bytes where it wasn't sent.
 */
export const toReject = (index: number, item: Item, outcome: SetAsideOutcome, id?: string): Reject => {
  const payload = item.kind === "whole" ? item.bytes : item.head;
  return { ...toSetAsideReason(item, outcome), id: id ?? hashOf(payload), index, payload };
};

const duplicate = { status: "skipped", reason: "duplicate" } as const;

/** Collects what became of the events of a chunk. */
const createCollector = (items: readonly Item[]) => {
  const setAside: Reject[] = [];
  const remember: string[] = [];
  const outcomes: EventOutcome[] = [];
  const again: number[] = [];
  return {
    /** Notes the outcome of the event at an index of the chunk. */
    add: (index: number, outcome: EventOutcome, id?: string): void => {
      if (outcome.status === "undelivered") {
        again.push(index);
        return;
      }
      outcomes.push(outcome);
      if (outcome.status === "skipped") return;
      if (outcome.status === "delivered") {
        // An event that was set aside may come again, corrected and with the same id.
        if (id !== undefined) remember.push(id);
        return;
      }
      const item = items[index];
      if (item === undefined) throw new Error("A judge returned more events than it was given.");
      setAside.push(toReject(index, item, outcome, id));
    },
    done: (ids: readonly string[]): Handled => ({ setAside, remember, outcomes, again, ids }),
  };
};

/** The events of a chunk that are delivered, with their ids and indexes. */
interface Going {
  readonly events: readonly OutgoingEvent[];
  readonly ids: readonly string[];
  readonly places: readonly number[];
  /** When the last of them happened. */
  readonly timestamp: string | undefined;
}

/** Judges the events of a chunk. Those that are valid, and no duplicates, go on; the others have their outcome. */
const sort = (
  items: readonly Item[],
  { judge, dedupe }: ChunkHandler,
  collector: ReturnType<typeof createCollector>,
): Going => {
  const toOutgoing = createOutgoings(judge);
  const valid: { readonly index: number; readonly event: OutgoingEvent; readonly timestamp: string | undefined }[] = [];
  judge(items).forEach(({ item, step }, index) => {
    if (step.status !== "valid") return collector.add(index, step);
    valid.push({ index, event: toOutgoing(item, step.value), timestamp: step.value.timestamp });
  });
  const isNew = dedupe.enter(valid.map(({ event }) => event.messageId));
  const fresh = valid.filter(({ index }, at) => {
    if (isNew[at] !== true) collector.add(index, duplicate);
    return isNew[at];
  });
  return {
    events: fresh.map(({ event }) => event),
    ids: fresh.map(({ event }) => event.messageId),
    places: fresh.map(({ index }) => index),
    timestamp: fresh.at(-1)?.timestamp,
  };
};

/**
 * Judges the events of a chunk, delivers those that go on, and resolves once each has its outcome, or the delivery has
 * ended.
 */
export const handleChunk = async (items: readonly Item[], handler: ChunkHandler): Promise<Handled> => {
  const collector = createCollector(items);
  const { events, ids, places, timestamp } = sort(items, handler, collector);
  if (events.length === 0) return collector.done(ids);
  const outcomes = await handler.deliver(events);
  places.forEach((index, at) => {
    const outcome = outcomes[at];
    if (outcome === undefined) throw new Error("A delivery returned fewer outcomes than events.");
    collector.add(index, outcome, ids[at]);
  });
  return { ...collector.done(ids), timestamp };
};
