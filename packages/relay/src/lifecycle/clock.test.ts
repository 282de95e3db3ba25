import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { createManualClock } from "../testing/manual-clock.ts";
import { pause, systemClock } from "./clock.ts";

it("a pause ends with its time or with a signal, and leaves neither a timer nor a listener", async () => {
  for (const isAborted of [false, true]) {
    const clock = createManualClock();
    const [first, second] = [new AbortController(), new AbortController()];
    const pausing = pause(clock, 1_000, first.signal, second.signal);
    expect(clock.waits()).toEqual([1_000]);
    if (isAborted) second.abort();
    else clock.advance(1_000);
    await pausing;
    expect(clock.waits()).toEqual([]);
    for (const { signal } of [first, second]) expect(getEventListeners(signal, "abort")).toEqual([]);
  }
});

it("a pause with a signal that is aborted is over at once", async () => {
  const clock = createManualClock();
  await pause(clock, 1_000, new AbortController().signal, AbortSignal.abort());
  expect(clock.waits()).toEqual([]);
});

it("the system's clock waits as long as it can for what is later than a timer can be, and not for the past", async () => {
  let isLate = true;
  const cancel = systemClock.after(Number.MAX_SAFE_INTEGER, () => (isLate = false));
  await pause(systemClock, -1);
  await pause(systemClock, 2);
  cancel();
  expect(isLate).toBe(true);
});
