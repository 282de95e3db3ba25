import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { type Clock, pause } from "./clock.ts";

/** Creates a clock with one timer, which `ring` fires. */
const createClock = () => {
  let ring: (() => void) | undefined;
  const clock: Clock = {
    now: () => 0,
    after: (_ms, callback) => {
      ring = callback;
      return () => (ring = undefined);
    },
  };
  return { clock, ring: () => ring?.(), hasTimer: () => ring !== undefined };
};

it.each([false, true])("a pause ends with its time or its signal, and leaves nothing behind: %s", async (isAborted) => {
  const { clock, ring, hasTimer } = createClock();
  const ending = new AbortController();
  const pausing = pause(clock, 1000, ending.signal);
  expect([hasTimer(), getEventListeners(ending.signal, "abort").length]).toEqual([true, 1]);
  if (isAborted) ending.abort();
  else ring();
  await pausing;
  expect([hasTimer(), getEventListeners(ending.signal, "abort").length]).toEqual([false, 0]);
});

it("a pause with an aborted signal is over at once", async () => {
  const { clock, hasTimer } = createClock();
  await pause(clock, 1000, AbortSignal.abort());
  expect(hasTimer()).toBe(false);
});
