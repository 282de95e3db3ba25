import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRunningClock } from "./running-clock.ts";
import { createFakeClock } from "../testing/fake-clock.ts";

const setUp = (beatMs = 100) => {
  const clock = createFakeClock(0);
  const fired: number[] = [];
  const running = createRunningClock(clock, beatMs);
  const after = (ms: number) => running.after(ms, () => fired.push(running.now()));
  return { clock, running, fired, after };
};

describe("the running clock", () => {
  it("is the clock it is made from while the process runs", async () => {
    const { clock, running, fired, after } = setUp();
    after(250);
    await clock.advance(249);
    expect([running.now(), fired]).toEqual([249, []]);
    await clock.advance(1);
    expect(fired).toEqual([250]);
    await clock.advance(1_000);
    expect(running.now()).toBe(1_250);
  });

  it.each([1_000, 60_000, 3_600_000])("stands still for a freeze of %d ms, but for a beat", async (ms) => {
    const { clock, running, fired, after } = setUp();
    after(1_000);
    await clock.advance(550);
    clock.freeze(ms);
    await clock.advance(0);
    expect(running.now()).toBe(600);
    await clock.advance(399);
    expect(fired).toEqual([]);
    await clock.advance(1);
    expect(fired).toEqual([1_000]);
  });

  it("ignores timers that are a little late, as all are", async () => {
    const { clock, running, fired, after } = setUp();
    after(1_000);
    for (let n = 0; n < 100; n += 1) {
      clock.freeze(90);
      await clock.advance(10);
    }
    expect(running.now()).toBe(10_000);
    expect(fired).toHaveLength(1);
  });

  it("lets sockets be read before a callback that is due", async () => {
    const { clock, running } = setUp();
    const order: string[] = [];
    running.after(50, () => order.push("time-out"));
    clock.freeze(60_000);
    setImmediate(() => order.push("answer"));
    await clock.advance(0);
    await clock.advance(100);
    expect(order).toEqual(["answer", "time-out"]);
  });

  it("sets no timer of its own while none is waited for", async () => {
    const { clock, after } = setUp();
    const cancel = after(1_000);
    const other = after(Infinity);
    await clock.advance(500);
    cancel();
    cancel();
    other();
    expect(clock.pending).toBe(0);
  });

  it("never goes back, and counts no freeze while it is looked at in any order", async () => {
    type Step = readonly ["freeze" | "advance" | "after" | "cancel", number];
    const step = fc.tuple(fc.constantFrom("freeze", "advance", "after", "cancel"), fc.nat({ max: 5_000 }));
    const run = async (steps: readonly Step[]) => {
      const { clock, running } = setUp();
      const cancels: (() => void)[] = [];
      let last = running.now();
      for (const [name, ms] of steps) {
        if (name === "advance") await clock.advance(ms);
        if (name === "freeze") clock.freeze(ms);
        if (name === "cancel") cancels.splice(ms % (cancels.length + 1), 1)[0]?.();
        if (name === "after") {
          const dueAt = running.now() + ms;
          cancels.push(running.after(ms, () => expect(running.now()).toBeGreaterThanOrEqual(dueAt)));
        }
        expect(running.now()).toBeGreaterThanOrEqual(last);
        last = running.now();
      }
      for (const cancel of cancels) cancel();
      expect(clock.pending).toBe(0);
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 20 }), run), { numRuns: 100 });
  });
});
