import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted, unavailable } from "../src/testing/fake-transport.ts";
import type { RequestOutcome } from "../src/transport/transport.ts";

/** An answer that arrived while the process was stopped: it is read on the next I/O turn. */
const inTheSocket = (outcome: RequestOutcome) =>
  new Promise<RequestOutcome>((resolve) => void setImmediate(() => resolve(outcome)));

describe("a process that is stopped for a while", () => {
  it.each([1_000, 29_000, 32_000, 599_000, 700_000, 86_400_000])(
    "reads the answers that arrived meanwhile, and sends nothing twice: %d ms",
    async (ms) => {
      let isFrozen = false;
      let thaw = (): void => {};
      const thawed = new Promise<void>((resolve) => (thaw = resolve));
      const answer = async () => {
        if (!isFrozen) await thawed;
        return inTheSocket(accepted);
      };
      const { client, clock, transport } = setUp(answer, { mode: "track" });
      const outcomes = openedTimes(20).map((event) => client.track(event));
      await clock.advance(100);
      isFrozen = true;
      clock.freeze(ms);
      thaw();
      await clock.advance(1_000);
      expect((await Promise.all(outcomes)).map(({ status }) => status)).toEqual(Array(20).fill("delivered"));
      expect(transport.seen).toHaveLength(20);
      expect(client.stats()).toMatchObject({ retries: 0, pauses: 0 });
    },
  );

  it("doesn't count that time for a request's time-out", async () => {
    const { client, clock, transport } = setUp(
      () => new Promise((resolve) => clock.after(40_000, () => resolve(accepted))),
    );
    const outcome = client.track(opened(1));
    await clock.advance(1_000);
    clock.freeze(32_000);
    await clock.advance(7_200);
    expect(await outcome).toMatchObject({ status: "delivered" });
    expect(transport.seen).toHaveLength(1);
  });

  it("still times out for a server that is silent while the process runs", async () => {
    const signals: AbortSignal[] = [];
    const { client, clock } = setUp((_, signal) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    void client.track(opened(1));
    await clock.advance(1_100);
    clock.freeze(60_000);
    await clock.advance(27_900);
    expect(signals[0]?.aborted).toBe(false);
    await clock.advance(2_000);
    expect(signals[0]?.aborted).toBe(true);
  });

  it("sends events that were never sent, however long it was stopped", async () => {
    const { client, clock, transport } = setUp(() => inTheSocket(accepted), { lingerMs: 100, deadlineMs: 8_000 });
    const outcome = client.track(opened(1));
    clock.freeze(3_600_000);
    await clock.advance(1_000);
    expect(await outcome).toMatchObject({ status: "delivered" });
    expect(transport.seen).toHaveLength(1);
  });

  it("sends events that wait for the end of a pause", async () => {
    const { client, clock } = setUp((_, __, nth) => (nth === 1 ? unavailable : inTheSocket(accepted)), {
      deadlineMs: 8_000,
    });
    const outcome = client.track(opened(1));
    await clock.advance(110);
    clock.freeze(60_000);
    const late = client.track(opened(2));
    await clock.advance(2_000);
    expect(await Promise.all([outcome, late])).toMatchObject([{ status: "delivered" }, { status: "delivered" }]);
  });

  it("doesn't count that time for close()", async () => {
    const { client, clock } = setUp(async () => {
      await new Promise<void>((resolve) => void clock.after(500, resolve));
      return inTheSocket(accepted);
    });
    const outcome = client.track(opened(1));
    const closed = client.close({ timeoutMs: 5_000 });
    clock.freeze(60_000);
    await clock.advance(0);
    expect(await closed).toEqual({ undelivered: [], undeliveredCalls: [] });
    expect(await outcome).toMatchObject({ status: "delivered" });
  });

  it("delivers everything once, whenever and however long it is stopped", async () => {
    const freeze = fc.record({ afterMs: fc.nat({ max: 3_000 }), ms: fc.nat({ max: 100_000 }) });
    const run = async (freezes: readonly { afterMs: number; ms: number }[], latencyMs: number, deadlineMs: number) => {
      const answer = async () => {
        await new Promise<void>((resolve) => void clock.after(latencyMs, resolve));
        return inTheSocket(accepted);
      };
      const { client, clock, transport } = setUp(answer, { deadlineMs, timeoutMs: 2_000, maxBatchBytes: 1_000 });
      const outcomes: Promise<{ readonly status: string }>[] = [];
      const track = () => void outcomes.push(client.track(opened(outcomes.length)));
      for (const { afterMs, ms } of freezes) {
        for (let n = 0; n < 10; n += 1) track();
        await clock.advance(afterMs);
        track();
        clock.freeze(ms);
        track();
      }
      await clock.advance(60_000);
      expect((await Promise.all(outcomes)).filter(({ status }) => status !== "delivered")).toEqual([]);
      const delivered = transport.seen.flatMap(({ calls }) => calls.map((call) => call["messageId"]));
      expect(delivered.length).toBe(new Set(delivered).size);
      expect(clock.pending).toBe(0);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(freeze, { maxLength: 6 }),
        fc.nat({ max: 500 }),
        fc.integer({ min: 4_000, max: 60_000 }),
        run,
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
