import type { EventOutcome } from "@email-events/core";
import type { RelayedEvent } from "../judging/step.ts";
import { toLine } from "@email-events/core/mapping";
import type { Change, NewEvent, Verdict } from "@email-events/store";
import type { SendOutcome } from "../delivery/send-outcome.ts";
import type { Item } from "../reading/item.ts";
import { buildSetAside } from "../report/build-set-aside.ts";
import type { SetAsideOutcome } from "../report/set-aside.ts";
import type { Dedupe } from "./dedupe.ts";
import { identify, type IdentifiedEvent, type JudgePayloads } from "./judge-payloads.ts";

/** An event as it came. */
export interface Arrival {
  readonly item: Item;
  /** Its number, where the store has it. */
  readonly number?: number;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** What became of a chunk: what to store of it, and the outcome of each event. */
export interface Handled {
  readonly change: Required<Pick<Change, "settle" | "setAside" | "remember">>;
  readonly outcomes: readonly EventOutcome[];
  /** Ids that were in flight, to leave once the change is stored. */
  readonly ids: readonly string[];
  /** When the last event that was sent happened, as ISO 8601. */
  readonly occurredAt?: string | undefined;
}

/** What handles the chunks of a source. */
export interface ChunkHandler {
  readonly source: string;
  readonly judge: JudgePayloads;
  readonly dedupe: Dedupe;
  /** Resolves to the outcomes in the order of the events; to `undefined` when delivery was abandoned. */
  readonly deliver: (events: readonly RelayedEvent[]) => Promise<readonly SendOutcome[] | undefined>;
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
export const toVerdict = (item: Item, outcome: SetAsideOutcome): Verdict => ({
  status: outcome.status,
  reason: toLine(reasonOf(outcome), maxReasonChars),
  issues: buildSetAside(item, outcome).issues,
});

/** Returns an event as the store takes it; of one that is too large, its beginning. */
const toNewEvent = (source: string, { item, receivedAt }: Arrival): NewEvent => ({
  source,
  payload: item.kind === "whole" ? item.bytes : item.head,
  receivedAt,
});

interface Going {
  readonly event: IdentifiedEvent;
  readonly arrival: Arrival;
}

/** Collects what became of the events of a chunk. */
const createCollector = (source: string) => {
  const settle: number[] = [];
  const setAside: NonNullable<Change["setAside"]>[number][] = [];
  const remember: string[] = [];
  const outcomes: EventOutcome[] = [];
  return {
    add: (arrival: Arrival, outcome: EventOutcome): void => {
      outcomes.push(outcome);
      const { item, number } = arrival;
      if (outcome.status === "delivered" || outcome.status === "skipped") {
        if (number !== undefined) settle.push(number);
        return;
      }
      const verdict = toVerdict(item, outcome);
      setAside.push(number === undefined ? { ...verdict, event: toNewEvent(source, arrival) } : { ...verdict, number });
    },
    remember: (id: string): void => void remember.push(id),
    done: (ids: readonly string[]): Handled => ({ change: { settle, setAside, remember }, outcomes, ids }),
  };
};

/**
 * Judges the events of a chunk, delivers those that go on, and resolves once each has its outcome.
 *
 * @returns `undefined` when delivery was abandoned: nothing of the chunk is settled then.
 */
export const handleChunk = async (
  arrivals: readonly Arrival[],
  { source, judge, dedupe, deliver }: ChunkHandler,
): Promise<Handled | undefined> => {
  const collector = createCollector(source);
  const going: Going[] = [];
  for (const [index, { step }] of judge(arrivals.map(({ item }) => item)).entries()) {
    const arrival = arrivals[index];
    if (arrival === undefined) throw new Error("A judge returned more events than it was given.");
    if (step.status !== "valid") {
      collector.add(arrival, step);
      continue;
    }
    const event = identify(step.value);
    if (dedupe.enter(event.messageId)) going.push({ event, arrival });
    else collector.add(arrival, { status: "skipped", reason: "duplicate" });
  }
  if (going.length > 0) {
    const outcomes = await deliver(going.map(({ event }) => event));
    if (outcomes === undefined) return undefined;
    for (const [index, { event, arrival }] of going.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined) throw new Error("A delivery returned fewer outcomes than events.");
      collector.add(arrival, outcome);
      // An event that was set aside may come again, mended and under the same id.
      if (outcome.status === "delivered") collector.remember(event.messageId);
    }
  }
  const { timestamp } = going.at(-1)?.event ?? {};
  return { ...collector.done(going.map(({ event }) => event.messageId)), occurredAt: timestamp };
};
