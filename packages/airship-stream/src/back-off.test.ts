import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { pause } from "./back-off.ts";
import { createFakeClock } from "./testing/fake-clock.ts";

describe("a pause", () => {
  it.each(["time", "abort"])("ends by %s, and leaves neither timer nor listener", async (cause) => {
    const clock = createFakeClock();
    const stop = new AbortController();
    const paused = pause(clock, 1_000, stop.signal);
    expect([clock.pending, getEventListeners(stop.signal, "abort").length]).toEqual([1, 1]);
    if (cause === "time") clock.advance(1_000);
    else stop.abort();
    await paused;
    expect([clock.pending, getEventListeners(stop.signal, "abort").length]).toEqual([0, 0]);
  });

  it("doesn't begin after an abort", async () => {
    const clock = createFakeClock();
    const paused = pause(clock, 1_000, AbortSignal.abort());
    expect(clock.started).toBe(0);
    await paused;
  });
});
