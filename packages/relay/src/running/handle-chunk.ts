import type { DeliveryOutcome, EventOutcome } from "@email-events/core";
import type { RelayedEvent } from "../judging/step.ts";
import { toLine } from "@email-events/core/mapping";
import type { Change, NewEvent, SetAsideReason } from "@email-events/store";
import type { Item } from "../reading/item.ts";
import { buildSetAside } from "../report/build-set-aside.ts";
import type { SetAsideOutcome } from "../report/set-aside.ts";
import type { Dedupe } from "./dedupe.ts";
import { identify, type IdentifiedEvent, type JudgePayloads } from "./judge-payloads.ts";

/** Events that came together. */
export interface Arrivals {
  readonly items: readonly Item[];
  /** What they were judged to be, where that is known already. */
  readonly judged?: ReturnType<JudgePayloads>;
  /** The number of each, where the store has them. */
  readonly numbers?: readonly number[];
  /** When those came that the store doesn't have, in milliseconds since 1970. */
  readonly receivedAt: number;
}

/** The result of a chunk: what to store, and the outcome of each event that has one. */
export interface Handled {
  readonly change: Required<Pick<Change, "settle" | "setAside" | "remember">>;
  readonly outcomes: readonly EventOutcome[];
  /** Indexes of the events that have no outcome, since the delivery ended before. */
  readonly again: readonly number[];
  /** Ids that were in flight, to leave once the change is stored. */
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
  readonly deliver: (events: readonly RelayedEvent[]) => Promise<readonly DeliveryOutcome[]>;
}

const maxReasonChars = 200;

const reasonOf = (outcome: SetAsideOutcome): string => {
  if (outcome.status === "rejected" || outcome.status === "undelivered") return outcome.reason;
  if (outcome.status === "unrecognized") return outcome.name === "" ? "no name" : `"${outcome.name}" has no mapping`;
  const [issue] = outcome.issues;
  if (issue === undefined) return "invalid";
  return `${issue.pointer === "" ? "" : `${issue.pointer}: `}expected ${issue.expected}, received ${issue.received}`;
};

/** Returns why an event is set aside. */
export const toSetAsideReason = (item: Item, outcome: SetAsideOutcome): SetAsideReason => ({
  status: outcome.status,
  reason: toLine(reasonOf(outcome), maxReasonChars),
  issues: buildSetAside(item, outcome).issues,
});

/** Returns an event for the store; if it is too large, its head. */
const toNewEvent = (source: string, item: Item, receivedAt: number): NewEvent => ({
  source,
  payload: item.kind === "whole" ? item.bytes : item.head,
  receivedAt,
});

/** Collects what became of the events of a chunk. */
const createCollector = (source: string, { items, numbers, receivedAt }: Arrivals) => {
  const settle: number[] = [];
  const setAside: NonNullable<Change["setAside"]>[number][] = [];
  const remember: string[] = [];
  const outcomes: EventOutcome[] = [];
  const again: number[] = [];
  return {
    /** Notes the outcome of the event at an index of the chunk. */
    add: (index: number, outcome: EventOutcome): void => {
      if (outcome.status === "undelivered") {
        again.push(index);
        return;
      }
      outcomes.push(outcome);
      const number = numbers?.[index];
      if (outcome.status === "delivered" || outcome.status === "skipped") {
        if (number !== undefined) settle.push(number);
        return;
      }
      const item = items[index];
      if (item === undefined) throw new Error("A judge returned more events than it was given.");
      const why = toSetAsideReason(item, outcome);
      setAside.push({
        ...why,
        ...(number === undefined ? { event: toNewEvent(source, item, receivedAt) } : { number }),
      });
    },
    remember: (id: string): void => void remember.push(id),
    done: (ids: readonly string[]): Handled => ({ change: { settle, setAside, remember }, outcomes, again, ids }),
  };
};

/**
 * Judges the events of a chunk, delivers those that go on, and resolves once each has its outcome, or the delivery has
 * ended.
 */
export const handleChunk = async (
  arrivals: Arrivals,
  { source, judge, dedupe, deliver }: ChunkHandler,
): Promise<Handled> => {
  const collector = createCollector(source, arrivals);
  const events: IdentifiedEvent[] = [];
  /** The index of each event in the chunk. */
  const places: number[] = [];
  for (const [index, { step }] of (arrivals.judged ?? judge(arrivals.items)).entries()) {
    if (step.status !== "valid") {
      collector.add(index, step);
      continue;
    }
    const event = identify(step.value);
    if (!dedupe.enter(event.messageId)) {
      collector.add(index, { status: "skipped", reason: "duplicate" });
      continue;
    }
    events.push(event);
    places.push(index);
  }
  const ids = events.map(({ messageId }) => messageId);
  if (events.length === 0) return collector.done(ids);
  const outcomes = await deliver(events);
  for (const [at, index] of places.entries()) {
    const [outcome, id] = [outcomes[at], ids[at]];
    if (outcome === undefined || id === undefined) throw new Error("A delivery returned fewer outcomes than events.");
    collector.add(index, outcome);
    // An event that was set aside may come again, corrected and with the same id.
    if (outcome.status === "delivered") collector.remember(id);
  }
  return { ...collector.done(ids), timestamp: events.at(-1)?.timestamp };
};
