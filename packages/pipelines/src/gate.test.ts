import { describe, expect, it } from "vitest";
import { Gate, type GateSettings } from "./gate.ts";

const settings: GateSettings = {
  maxInFlight: 4,
  requestsPerSecond: 900,
  backoffBaseMs: 100,
  backoffCapMs: 1_000,
  deadlineMs: 600_000,
  random: () => 0.999_999,
};
const enterTimes = (gate: Gate, count: number, now: number) =>
  Array.from({ length: count }, () => {
    expect(gate.waitMs(now)).toBe(0);
    return gate.enter(now);
  });

describe("the gate", () => {
  it("lets the in-flight limit through, and the next when one has come back", () => {
    const gate = new Gate(settings);
    const [first] = enterTimes(gate, 4, 0);
    expect(gate.waitMs(0)).toBe(Infinity);
    if (first) gate.succeeded(first, 10);
    expect(gate.waitMs(10)).toBe(0);
  });

  it("counts the failures of requests that were under way together once", () => {
    const gate = new Gate(settings);
    const tickets = enterTimes(gate, 4, 0);
    const begun = tickets.map((ticket) => gate.failed(ticket, 0));
    expect(begun).toEqual([true, false, false, false]);
    expect(gate.waitMs(0)).toBeCloseTo(100, 1);
  });

  it("probes with one request after the pause, and doubles the next pause when it fails", () => {
    const gate = new Gate(settings);
    for (const ticket of enterTimes(gate, 4, 0)) gate.failed(ticket, 0);
    const [probe] = enterTimes(gate, 1, 100);
    expect(gate.waitMs(100)).toBe(Infinity);
    if (probe) gate.failed(probe, 100);
    expect(gate.waitMs(100)).toBeCloseTo(200, 1);
  });

  it("never backs off longer than its cap", () => {
    const gate = new Gate(settings);
    let now = 0;
    for (let n = 0; n < 100; n += 1) {
      const [probe] = enterTimes(gate, 1, now);
      if (probe) gate.failed(probe, now);
      now = gate.pausedUntil;
    }
    const [probe] = enterTimes(gate, 1, now);
    if (probe) gate.failed(probe, now);
    expect(gate.waitMs(now)).toBeLessThanOrEqual(1_000);
    expect(gate.waitMs(now)).toBeGreaterThan(999);
  });

  it("rises step by step after a good probe, not at once", () => {
    const gate = new Gate(settings);
    for (const ticket of enterTimes(gate, 4, 0)) gate.failed(ticket, 0);
    const [probe] = enterTimes(gate, 1, 100);
    if (probe) gate.succeeded(probe, 101);
    expect(gate.inFlightLimit).toBe(2);
    for (let n = 0; n < 20; n += 1) {
      const [ticket] = enterTimes(gate, 1, 200 + n);
      if (ticket) gate.succeeded(ticket, 201 + n);
    }
    expect(gate.inFlightLimit).toBe(4);
  });

  it("keeps to a longer Retry-After, also from a request of before the pause", () => {
    const gate = new Gate(settings);
    const [first, second] = enterTimes(gate, 2, 0);
    if (first) gate.failed(first, 0, 5_000);
    expect(gate.waitMs(0)).toBe(5_000);
    expect(second && gate.failed(second, 0, 45_000)).toBe(true);
    expect(gate.waitMs(0)).toBe(45_000);
  });

  it("doesn't end a pause for a late answer from before it", () => {
    const gate = new Gate(settings);
    const [first, second] = enterTimes(gate, 2, 0);
    if (first) gate.failed(first, 0);
    if (second) gate.succeeded(second, 10);
    expect(gate.inFlightLimit).toBe(1);
    expect(gate.waitMs(10)).toBeGreaterThan(0);
  });

  it("asks for fewer at a time when answers become slow", () => {
    const gate = new Gate(settings);
    for (let n = 0; n < 10; n += 1) {
      const [ticket] = enterTimes(gate, 1, n);
      if (ticket) gate.succeeded(ticket, n);
    }
    const [slow] = enterTimes(gate, 1, 10);
    if (slow) gate.succeeded(slow, 5_000);
    expect(gate.inFlightLimit).toBe(3);
  });

  it("keeps any 3 s under 3,000 requests by default", () => {
    const gate = new Gate({ ...settings, maxInFlight: 1_000_000 });
    const at: number[] = [];
    for (let now = 0; now < 10_000; now += 1) {
      while (gate.waitMs(now) === 0) {
        gate.enter(now);
        at.push(now);
      }
    }
    const inWindow = at.map((from, n) => at.slice(n).filter((time) => time < from + 3_000).length);
    expect(Math.max(...inWindow)).toBeLessThanOrEqual(3_000);
    expect(at.length).toBeGreaterThan(9_000);
  });
});
