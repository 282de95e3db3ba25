import type { Demand } from "./demand.ts";
import { createWakeup } from "./wakeup.ts";

/** Bounds what one source has in flight. */
export interface Room {
  readonly enter: (events: number, bytes: number) => void;
  readonly leave: (events: number, bytes: number) => void;
  /** Resolves once there is room for more, and demand for it, or `giveUp` was called. */
  readonly available: () => Promise<void>;
  /** Ends a wait. */
  readonly giveUp: () => void;
}

/** What a source may have in flight before it waits. One more chunk may come on top. */
const maxEvents = 10_000;
const maxBytes = 16_000_000;

/** Creates an empty room for one waiter. */
export const createRoom = (demand?: Demand): Room => {
  const wakeup = createWakeup();
  let events = 0;
  let bytes = 0;
  let isGivenUp = false;
  const isFull = (): boolean => !isGivenUp && (events >= maxEvents || bytes >= maxBytes || demand?.isThere() === false);
  demand?.watch(wakeup.wake);
  return {
    enter: (moreEvents, moreBytes) => {
      events += moreEvents;
      bytes += moreBytes;
    },
    leave: (lessEvents, lessBytes) => {
      events -= lessEvents;
      bytes -= lessBytes;
      wakeup.wake();
    },
    available: async () => {
      while (isFull()) await wakeup.wait();
    },
    giveUp: () => {
      isGivenUp = true;
      wakeup.wake();
    },
  };
};
