import { describe, expect, it } from "vitest";
import { createFlowControl, type FlowControlSettings } from "./flow-control.ts";

const settings: FlowControlSettings = {
  maxInFlight: 4,
  maxInFlightFar: 6,
  requestsPerSecond: 900,
  backoffBaseMs: 100,
  backoffCapMs: 1_000,
  timeoutMs: 30_000,
  deadlineMs: 600_000,
  random: () => 0.999_999,
};
/** Flow control, and the requests that it let through and that haven't come back, by when they started. */
const setUp = (changes: Partial<FlowControlSettings> = {}) => {
  const flow = createFlowControl({ ...settings, ...changes });
  const inFlight: { readonly startedAt: number }[] = [];
  const enter = (now: number) => {
    const waitMs = flow.waitMs(now, inFlight, false);
    if (waitMs > 0) return waitMs;
    flow.entered(now);
    inFlight.push({ startedAt: now });
    return 0;
  };
  const enterTimes = (count: number, now: number) =>
    expect(Array.from({ length: count }, () => enter(now))).toEqual(Array(count).fill(0));
  const comeBack = (startedAt: number) =>
    inFlight.splice(
      inFlight.findIndex((one) => one.startedAt === startedAt),
      1,
    );
  const succeeded = (startedAt: number, now: number) => {
    comeBack(startedAt);
    flow.succeeded(startedAt, now);
  };
  const failed = (startedAt: number, now: number, retryAfterMs?: number) => {
    comeBack(startedAt);
    return flow.failed(startedAt, now, retryAfterMs);
  };
  return { flow, enter, enterTimes, succeeded, failed };
};

describe("flow control", () => {
  it("lets the in-flight limit through, and the next when one has come back", () => {
    const { enter, enterTimes, succeeded } = setUp();
    enterTimes(4, 0);
    expect(enter(0)).toBe(Infinity);
    succeeded(0, 10);
    expect(enter(10)).toBe(0);
  });

  it("counts the failures of requests that were in flight together once", () => {
    const { enter, enterTimes, failed } = setUp();
    enterTimes(4, 0);
    expect([1, 2, 3, 4].map(() => failed(0, 0) > 0)).toEqual([true, false, false, false]);
    expect(enter(0)).toBeCloseTo(100, 1);
  });

  it("probes with one request after the pause, and doubles the next pause when it fails", () => {
    const { enter, enterTimes, failed } = setUp();
    enterTimes(4, 0);
    for (let n = 0; n < 4; n += 1) failed(0, 0);
    enterTimes(1, 100);
    expect(enter(100)).toBe(Infinity);
    failed(100, 100);
    expect(enter(100)).toBeCloseTo(200, 1);
  });

  it("probes with one request, also while others from before the pause are in flight", () => {
    const { enter, enterTimes, failed, succeeded } = setUp();
    enterTimes(4, 0);
    failed(0, 0);
    enterTimes(1, 100);
    expect(enter(100)).toBe(Infinity);
    // They count again once the server is known to be well.
    succeeded(100, 101);
    expect(enter(101)).toBe(Infinity);
  });

  it("never backs off longer than its cap", () => {
    const { enter, enterTimes, failed } = setUp();
    let now = 0;
    for (let n = 0; n < 2_000; n += 1) {
      enterTimes(1, now);
      now = failed(now, now);
    }
    enterTimes(1, now);
    failed(now, now);
    expect(enter(now)).toBeLessThanOrEqual(1_000);
    expect(enter(now)).toBeGreaterThan(999);
  });

  it("rises step by step after a good probe, not at once", () => {
    const { flow, enterTimes, failed, succeeded } = setUp();
    enterTimes(4, 0);
    for (let n = 0; n < 4; n += 1) failed(0, 0);
    // As many answers as the limit raise it by one.
    const limits = Array.from({ length: 20 }, (_, n) => {
      enterTimes(1, 100 + n);
      succeeded(100 + n, 101 + n);
      return flow.inFlightLimit();
    });
    expect(limits.slice(0, 7)).toEqual([2, 2, 2, 3, 3, 3, 4]);
    expect(limits.at(-1)).toBe(4);
  });

  it("keeps to a longer Retry-After, also from a request of before the pause", () => {
    const { enter, enterTimes, failed } = setUp();
    enterTimes(2, 0);
    failed(0, 0, 5_000);
    expect(enter(0)).toBe(5_000);
    expect(failed(0, 0, 45_000)).toBe(45_000);
    expect(enter(0)).toBe(45_000);
  });

  it("doesn't pause again for a failure from before the pause that comes after it", () => {
    const { enter, enterTimes, failed } = setUp();
    enterTimes(2, 0);
    failed(0, 0);
    expect(failed(0, 5_000)).toBe(0);
    expect(enter(5_000)).toBe(0);
  });

  it("doesn't end a pause for a late answer from before it", () => {
    const { flow, enter, enterTimes, failed, succeeded } = setUp();
    enterTimes(2, 0);
    failed(0, 0);
    succeeded(0, 10);
    expect(flow.inFlightLimit()).toBe(1);
    expect(enter(10)).toBeGreaterThan(0);
  });

  it("asks for fewer at a time when answers become slow", () => {
    const { flow, enterTimes, succeeded } = setUp();
    for (let n = 0; n < 10; n += 1) {
      enterTimes(1, n);
      succeeded(n, n);
    }
    enterTimes(1, 10);
    succeeded(10, 5_000);
    expect(flow.inFlightLimit()).toBe(3);
    for (let now = 5_000; now < 50_000_000; now *= 10) {
      enterTimes(1, now);
      succeeded(now, now * 10);
    }
    expect(flow.inFlightLimit()).toBe(1);
  });

  it("rises further where the server is far, and not where it is only busy", () => {
    const { flow, enterTimes, succeeded } = setUp();
    let now = 0;
    const answerTimes = (count: number, tookMs: number) => {
      for (let n = 0; n < count; n += 1) {
        enterTimes(1, now);
        succeeded(now, now + tookMs);
        now += tookMs;
      }
      return flow.inFlightLimit();
    };
    expect(answerTimes(1, 120)).toBe(5);
    expect(answerTimes(1, 120)).toBe(6);
    expect(answerTimes(20, 120)).toBe(6);
    expect(answerTimes(1, 50)).toBe(4);
    expect(answerTimes(50, 120)).toBe(4);
  });

  it("lets one through at a time in a search, and another where that one may take all the time of the others", () => {
    const search = (limits: Partial<FlowControlSettings>, startedAt: number, now: number) =>
      createFlowControl({ ...settings, ...limits }).waitMs(now, [{ startedAt }], true);
    expect(search({}, 0, 29_000)).toBe(Infinity);
    expect(search({ deadlineMs: 8_000 }, 0, 400)).toBe(601);
    expect(search({ deadlineMs: 8_000 }, 0, 1_001)).toBe(0);
  });

  it("doesn't count a request that is silent for an eighth of the deadline, nor its failure once a later one was answered", () => {
    const { enter, enterTimes, failed, succeeded } = setUp({ maxInFlight: 2, deadlineMs: 8_000 });
    enterTimes(2, 0);
    succeeded(0, 10);
    enterTimes(1, 20);
    // The answer to the first may still come.
    expect(enter(999)).toBeGreaterThan(0);
    enterTimes(1, 1_001);
    succeeded(1_001, 1_010);
    expect(failed(0, 1_020)).toBe(0);
    expect(failed(20, 1_030)).toBeGreaterThan(0);
  });

  it("counts silent requests beyond the in-flight limit", () => {
    const { flow } = setUp({ maxInFlight: 2, deadlineMs: 8_000 });
    flow.succeeded(40, 50);
    const waitMs = (silent: number) => {
      const startTimes = [...Array<number>(silent).fill(0), 1_041];
      return flow.waitMs(
        1_041,
        startTimes.map((startedAt) => ({ startedAt })),
        false,
      );
    };
    expect([1, 2, 3].map(waitMs)).toEqual([0, 0, 1_001]);
  });

  it("lets as many more through when none has had an answer for an eighth of the deadline", () => {
    const { enter, enterTimes } = setUp({ deadlineMs: 8_000 });
    enterTimes(4, 0);
    expect(enter(400)).toBe(601);
    enterTimes(4, 1_001);
    expect(enter(1_002)).toBe(1_000);
  });

  it("needs the time of the slowest answer of late, or an eighth of the deadline when less was too short for one", () => {
    const { flow, enterTimes, succeeded } = setUp({ deadlineMs: 8_000 });
    const answered = (now: number, tookMs: number) => {
      enterTimes(1, now);
      succeeded(now, now + tookMs);
      return flow.neededMs();
    };
    expect(answered(0, 100)).toBe(100);
    expect(answered(1_000, 10)).toBe(90);
    expect(flow.isCutShort(2_000, 2_300)).toBe(true);
    expect(flow.neededMs()).toBe(1_000);
    expect(answered(3_000, 10)).toBe(900);
    expect(flow.isCutShort(4_000, 5_000)).toBe(false);
    expect(flow.neededMs()).toBe(900);
    expect(answered(6_000, 2_000)).toBe(2_000);
    expect(flow.isCutShort(9_000, 10_999)).toBe(true);
  });

  it("keeps any 3 s under 3,000 requests by default", () => {
    const flow = createFlowControl({ ...settings, maxInFlight: 1_000_000 });
    const at: number[] = [];
    for (let now = 0; now < 10_000; now += 1) {
      while (flow.waitMs(now, [], false) === 0) {
        flow.entered(now);
        at.push(now);
      }
    }
    const inWindow = at.map((from, n) => at.slice(n).filter((time) => time < from + 3_000).length);
    expect(Math.max(...inWindow)).toBeLessThanOrEqual(3_000);
    expect(at.length).toBeGreaterThan(9_000);
  });
});
