import type { DeliveryOutcome } from "@email-events/core";
import type { OutgoingEvent } from "../delivery/outgoing-event.ts";

/** Events that were passed together, until each has its outcome. */
export interface Group {
  /** One per event: until it has its own, that of a delivery that ended before. */
  readonly outcomes: DeliveryOutcome[];
  left: number;
  readonly resolve: () => void;
}

/** An event that has no outcome yet. */
export interface Entry {
  readonly event: OutgoingEvent;
  readonly index: number;
  readonly group: Group;
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
      if (entries.length > 0) chunks.push(entries);
      size += entries.length;
    },
    take: (isOne) => {
      const chunk = chunks.shift() ?? [];
      const taken = isOne ? chunk.slice(0, 1) : chunk;
      if (taken.length < chunk.length) chunks.unshift(chunk.slice(1));
      size -= taken.length;
      return taken;
    },
    isEmpty: () => size === 0,
    size: () => size,
  };
};
