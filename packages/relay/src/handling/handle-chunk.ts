import { createHash } from "node:crypto";
import type { DeliveryOutcome, EventOutcome, Issue } from "@email-events/core";
import type { SetAsideReason } from "@email-events/store";
import { createOutgoings } from "../destination/create-outgoings.ts";
import type { OutgoingEvent } from "../destination/outgoing-event.ts";
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
  /** In the order of their outcomes. */
  readonly setAside: readonly Reject[];
  /** Ids of events that were delivered. */
  readonly remember: readonly string[];
  /** Indexes of the events that have no outcome, since the delivery ended before. */
  readonly again: readonly number[];
  /** Ids that were in flight, to leave once the rest is stored. */
  readonly ids: readonly string[];
  /** When the last valid event happened, in milliseconds since 1970. */
  readonly happenedAt?: number | undefined;
}

/** What handles the chunks of a source. */
export interface ChunkHandler {
  readonly source: string;
  readonly judge: JudgePayloads;
  readonly dedupe: Dedupe;
  /** Resolves to the outcomes in the order of the events: `undelivered` only when the delivery ended before. */
  readonly deliver: (events: readonly OutgoingEvent[]) => Promise<readonly DeliveryOutcome[]>;
  /** Called with what was left out of an event that goes on, or is skipped. */
  readonly onNotes: (notes: readonly Issue[]) => void;
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
  const kept = item.kind === "whole" ? { payload: item.bytes } : { payload: item.head, wholeBytes: item.sizeBytes };
  return { ...toSetAsideReason(item, outcome), id: id ?? hashOf(kept.payload), index, ...kept };
};

/** The outcome of an event that came before. */
export const duplicate = { status: "skipped", reason: "duplicate" } as const;

/** Collects what became of the events of a chunk. */
const createCollector = () => {
  const setAside: Reject[] = [];
  const remember: string[] = [];
  const outcomes: EventOutcome[] = [];
  const again: number[] = [];
  return {
    /** Notes the outcome of the event at an index of the chunk, and the id that it was sent with. */
    add: (index: number, item: Item, outcome: EventOutcome, id?: string): void => {
      if (outcome.status === "undelivered") {
        again.push(index);
        return;
      }
      outcomes.push(outcome);
      if (outcome.status === "skipped") return;
      if (outcome.status !== "delivered") setAside.push(toReject(index, item, outcome, id));
      // An event that was set aside may come again, corrected and with the same id.
      else if (id !== undefined) remember.push(id);
    },
    done: (ids: readonly string[]): Handled => ({ setAside, remember, outcomes, again, ids }),
  };
};

type Collector = ReturnType<typeof createCollector>;

/** Events of a chunk, in lists of equal length: an object for each would take more memory. */
interface Picked {
  readonly indexes: number[];
  readonly items: Item[];
  readonly events: OutgoingEvent[];
  /** The ids that they are sent with. */
  readonly ids: string[];
  /** When the last of them happened. */
  timestamp: string | undefined;
}

/** Judges the events of a chunk, and picks those that are valid. The others have their outcome. */
const pickValid = (items: readonly Item[], { judge, onNotes }: ChunkHandler, collector: Collector): Picked => {
  const toOutgoing = createOutgoings(judge);
  const valid: Picked = { indexes: [], items: [], events: [], ids: [], timestamp: undefined };
  judge(items).forEach(({ item, step }, index) => {
    if ("notes" in step && step.notes !== undefined) onNotes(step.notes);
    if (step.status !== "valid") return collector.add(index, item, step);
    valid.indexes.push(index);
    valid.items.push(item);
    const event = toOutgoing(item, step.value);
    valid.events.push(event);
    valid.ids.push(event.messageId);
    valid.timestamp = step.value.timestamp;
  });
  return valid;
};

/** Picks the events that go on: those that are no duplicates. */
const pickNew = (valid: Picked, dedupe: Dedupe, collector: Collector): Picked => {
  const known = dedupe.enter(valid.ids);
  // Most chunks have no duplicates.
  if (known.size === 0) return valid;
  const isNew = (_: unknown, at: number): boolean => !known.has(at);
  valid.items.forEach((item, at) => {
    const index = valid.indexes[at];
    if (index !== undefined && known.has(at)) collector.add(index, item, duplicate);
  });
  return {
    indexes: valid.indexes.filter(isNew),
    items: valid.items.filter(isNew),
    events: valid.events.filter(isNew),
    ids: valid.ids.filter(isNew),
    timestamp: valid.timestamp,
  };
};

/** Delivers events, and resolves once each has its outcome, or the delivery has ended. */
const deliverAll = async (
  { indexes, items, events, ids, timestamp }: Picked,
  deliver: ChunkHandler["deliver"],
  collector: Collector,
): Promise<Handled> => {
  const outcomes = await deliver(events);
  items.forEach((item, at) => {
    const index = indexes[at];
    const outcome = outcomes[at];
    if (index === undefined || outcome === undefined)
      throw new Error("A delivery returned fewer outcomes than events.");
    collector.add(index, item, outcome, ids[at]);
  });
  const happenedAt = Date.parse(timestamp ?? "");
  return Number.isNaN(happenedAt) ? collector.done(ids) : { ...collector.done(ids), happenedAt };
};

/**
 * Judges the events of a chunk, delivers those that go on, and resolves once each has its outcome, or the delivery has
 * ended. While it waits, it doesn't reference the items that don't go on, so that the garbage collector needn't copy them.
 */
export const handleChunk = async (items: readonly Item[], handler: ChunkHandler): Promise<Handled> => {
  const collector = createCollector();
  const going = pickNew(pickValid(items, handler, collector), handler.dedupe, collector);
  return going.events.length === 0 ? collector.done([]) : deliverAll(going, handler.deliver, collector);
};
