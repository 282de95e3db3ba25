import type { DeliveryOutcome } from "@email-events/core";
import type { OutgoingEvent } from "../delivery/outgoing-event.ts";
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

/** Events that wait to be sent, in chunks. */
export interface DeliveryQueue {
  readonly add: (entries: readonly Entry[]) => void;
  /** Returns the next chunk, or the first event of it; nothing where none waits. */
  readonly take: (isOne: boolean) => readonly Entry[];
  readonly isEmpty: () => boolean;
  /** How many events wait. */
  readonly size: () => number;
}

/** Creates an empty queue. */
export const createDeliveryQueue = (): DeliveryQueue => {
  const chunks: (readonly Entry[])[] = [];
  let size = 0;
  return {
    add: (entries) => {
      for (const entry of entries) entry.isOut = false;
      if (entries.length > 0) chunks.push(entries);
      size += entries.length;
    },
    take: (isOne) => {
      const chunk = chunks.shift() ?? [];
      const taken = isOne ? chunk.slice(0, 1) : chunk;
      if (taken.length < chunk.length) chunks.unshift(chunk.slice(1));
      for (const entry of taken) entry.isOut = true;
      size -= taken.length;
      return taken;
    },
    isEmpty: () => size === 0,
    size: () => size,
  };
};
