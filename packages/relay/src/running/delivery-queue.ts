import type { RelayedEvent } from "../judging/step.ts";
import type { SendOutcome } from "../delivery/send-outcome.ts";

/** Events that were passed together, until each has its outcome. */
export interface Group {
  readonly outcomes: SendOutcome[];
  left: number;
  readonly resolve: (outcomes: readonly SendOutcome[] | undefined) => void;
}

/** An event that has no outcome yet. */
export interface Entry {
  readonly event: RelayedEvent;
  readonly index: number;
  readonly group: Group;
}

/** Events that wait to be sent, in chunks. */
export interface DeliveryQueue {
  readonly add: (entries: readonly Entry[]) => void;
  /** Returns the next chunk, or the first event of it; nothing where none waits. */
  readonly take: (isOne: boolean) => readonly Entry[];
  readonly isEmpty: () => boolean;
}

/** Creates an empty queue. */
export const createDeliveryQueue = (): DeliveryQueue => {
  const chunks: (readonly Entry[])[] = [];
  return {
    add: (entries) => {
      if (entries.length > 0) chunks.push(entries);
    },
    take: (isOne) => {
      const chunk = chunks.shift() ?? [];
      if (!isOne || chunk.length <= 1) return chunk;
      chunks.unshift(chunk.slice(1));
      return chunk.slice(0, 1);
    },
    isEmpty: () => chunks.length === 0,
  };
};
