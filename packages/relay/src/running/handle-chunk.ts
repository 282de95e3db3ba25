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

/**
 * Judges the events of a chunk, delivers those that go on, and resolves once each has its outcome, or the delivery has
 * ended.
 */
export const handleChunk = async (
  items: readonly Item[],
  { judge, dedupe, deliver }: ChunkHandler,
): Promise<Handled> => {
  const collector = createCollector(items);
  const toOutgoing = createOutgoings(judge);
  const events: OutgoingEvent[] = [];
  /** The index of each event in the chunk. */
  const places: number[] = [];
  let timestamp: string | undefined;
  judge(items).forEach(({ item, step }, index) => {
    if (step.status !== "valid") return collector.add(index, step);
    const event = toOutgoing(item, step.value);
    if (!dedupe.enter(event.messageId)) return collector.add(index, duplicate);
    events.push(event);
    places.push(index);
    timestamp = step.value.timestamp;
  });
  const ids = events.map(({ messageId }) => messageId);
  if (events.length === 0) return collector.done(ids);
  const outcomes = await deliver(events);
  places.forEach((index, at) => {
    const outcome = outcomes[at];
    if (outcome === undefined) throw new Error("A delivery returned fewer outcomes than events.");
    collector.add(index, outcome, ids[at]);
  });
  return { ...collector.done(ids), timestamp };
};
