import type { DeliveredMessage } from "./delivery.ts";

/** Which of a consumer's places are taken: by messages that are asked for, that wait, and that are out. */
export interface Slots {
  readonly free: () => number;
  readonly ask: (count: number) => void;
  /** Messages that were asked for don't come. */
  readonly miss: (count: number) => void;
  readonly add: (message: DeliveredMessage) => void;
  /** Takes the oldest message that waits. */
  readonly take: () => DeliveredMessage | undefined;
  /** A message that was taken isn't out any longer. */
  readonly finish: () => void;
}

/** Creates the places of a consumer. */
export const createSlots = (concurrency: number): Slots => {
  const waiting: DeliveredMessage[] = [];
  let asked = 0;
  let out = 0;
  return {
    free: () => concurrency - asked - waiting.length - out,
    ask: (count) => {
      asked += count;
    },
    miss: (count) => {
      asked -= count;
    },
    add: (message) => {
      asked -= 1;
      waiting.push(message);
    },
    take: () => {
      const message = waiting.shift();
      if (message !== undefined) out += 1;
      return message;
    },
    finish: () => {
      out -= 1;
    },
  };
};
