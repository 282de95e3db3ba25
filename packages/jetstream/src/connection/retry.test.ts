import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../clock.ts";
import { QueueError } from "../queue-error.ts";
import { retry } from "./retry.ts";

const hourMs = 3_600_000;
const clock = { ...systemClock, after: (_ms: number, callback: () => void) => systemClock.after(0, callback) };

describe("a retry while the system's clock is set", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
  afterEach(() => void vi.useRealTimers());

  /** Fails once, and sets the clock meanwhile. */
  const createWork = (jumpMs: number) => {
    let tries = 0;
    return async (): Promise<number> => {
      tries += 1;
      if (tries > 1) return tries;
      vi.setSystemTime(Date.now() + jumpMs);
      throw new QueueError("unavailable", "No leader.");
    };
  };

  it("goes on for its time, although an hour seems to have passed", async () => {
    expect(await retry(createWork(hourMs), { clock, until: clock.now() + 60_000 })).toBe(2);
  });

  it("ends after its time, although it seems to begin in an hour", async () => {
    await expect(retry(createWork(-hourMs), { clock, until: clock.now() })).rejects.toThrow("No leader.");
  });
});

it("waits twice as long after each failure, at most a second, until its time is over", async () => {
  const pauses: number[] = [];
  let now = 0;
  const fast = {
    now: () => now,
    after: (ms: number, callback: () => void) => {
      pauses.push(ms);
      now += ms;
      queueMicrotask(callback);
      return () => undefined;
    },
  };
  const fail = async (): Promise<never> => Promise.reject(new QueueError("unavailable", "No leader."));
  await expect(retry(fail, { clock: fast, until: 3_000 })).rejects.toThrow("No leader.");
  expect(pauses).toEqual([50, 100, 200, 400, 800, 1_000, 450]);
});
