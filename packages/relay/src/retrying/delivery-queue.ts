import type { DeliveryOutcome } from "@email-events/core";
import type { OutgoingEvent } from "../destination/outgoing-event.ts";
import type { RelayedEvent } from "../judging/step.ts";

/** Events that were passed together, until each has its outcome. */
export interface Group {
  readonly entries: Entry[];
  /** One outcome per event; `undelivered` until the event has its own. */
  readonly outcomes: DeliveryOutcome[];
  left: number;
  readonly resolve: () => void;
}

/** An event of a group. It is sent itself, so that its outcome leads back to its place without a search. */
export class Entry implements OutgoingEvent {
  readonly type = "track";
  readonly index: number;
  readonly group: Group;
  /** Whether it was taken out of the queue, and has no outcome. */
  isOut = false;
  private readonly outgoing: OutgoingEvent;

  constructor(outgoing: OutgoingEvent, index: number, group: Group) {
    this.outgoing = outgoing;
    this.index = index;
    this.group = group;
  }

  get event(): string {
    return this.outgoing.event;
  }

  get messageId(): string {
    return this.outgoing.messageId;
  }

  toJSON(): RelayedEvent {
    return this.outgoing.toJSON();
  }
}

/** Creates a group of events. */
export const createGroup = (
  events: readonly OutgoingEvent[],
  outcomes: DeliveryOutcome[],
  resolve: () => void,
): Group => {
  const group: Group = { entries: [], outcomes, left: events.length, resolve };
  for (const [index, event] of events.entries()) group.entries.push(new Entry(event, index, group));
  return group;
};

/** Events that wait to be sent, in chunks. */
export interface DeliveryQueue {
  readonly add: (entries: readonly Entry[]) => void;
  /**
   * Adds what came back undelivered. One event may be the reason for all that shared a request with it: of a chunk that came
   * back before, the halves are chunks of their own.
   */
  readonly addAgain: (entries: readonly Entry[]) => void;
  /** Returns the next chunk, or a single event, preferably one that didn't come back; nothing where none waits. */
  readonly take: (isOne: boolean) => readonly Entry[];
  readonly isEmpty: () => boolean;
  /** How many events wait that didn't come back. */
  readonly size: () => number;
}

type Chunk = readonly Entry[];

const isOut = (entry: Entry): boolean => entry.isOut;

const isFilled = ({ length }: Chunk): boolean => length > 0;

/** Removes the first chunk, or the first event of it. */
const takeFirst = (chunks: Chunk[], isOne: boolean): Chunk => {
  const chunk = chunks.shift() ?? [];
  if (!isOne || chunk.length < 2) return chunk;
  chunks.unshift(chunk.slice(1));
  return chunk.slice(0, 1);
};

/** Creates an empty queue. */
export const createDeliveryQueue = (): DeliveryQueue => {
  const fresh: Chunk[] = [];
  /** Chunks that came back. One at a time is sent again, so that no two of them share a request. */
  let returned: Chunk[] = [];
  /** What was taken again last, and may come back once more. */
  let retried: Chunk = [];
  let size = 0;

  const takeFresh = (isOne: boolean): Chunk => {
    const taken = takeFirst(fresh, isOne);
    size -= taken.length;
    return taken;
  };
  const takeChunk = (): Chunk => {
    if (retried.some(isOut)) return takeFresh(false);
    retried = returned.shift() ?? [];
    return retried.length > 0 ? retried : takeFresh(false);
  };
  const takeOne = (): Chunk => {
    if (size > 0) return takeFresh(true);
    // If it comes back once more, it waits behind all others: it may be the only one that is never accepted.
    retried = takeFirst(returned, true);
    return retried;
  };
  return {
    add: (entries) => {
      if (entries.length > 0) fresh.push(entries);
      size += entries.length;
    },
    addAgain: (entries) => {
      for (const entry of entries) entry.isOut = false;
      const isRetried = new Set(retried);
      const first = entries.filter((entry) => !isRetried.has(entry));
      const again = entries.filter((entry) => isRetried.has(entry));
      const middle = Math.ceil(again.length / 2);
      retried = [];
      // The halves last: with one of them, the others would wait for its deadline.
      returned = [first, ...returned, again.slice(0, middle), again.slice(middle)].filter(isFilled);
    },
    take: (isOne) => {
      const taken = isOne ? takeOne() : takeChunk();
      for (const entry of taken) entry.isOut = true;
      return taken;
    },
    isEmpty: () => size === 0 && returned.length === 0,
    size: () => size,
  };
};
