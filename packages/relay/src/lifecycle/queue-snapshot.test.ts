import { describe, expect, it } from "vitest";
import type { QueueStatus } from "../queue/queue.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { takeQueueSnapshot } from "./queue-snapshot.ts";
import { createRunStatus } from "./status.ts";
import { StoreQueueError } from "../state/store-queue-error.ts";

const good: QueueStatus = {
  isConnected: true,
  isReady: true,
  pending: 7,
  held: 2,
  redelivered: 1,
  rejects: 3,
  warnings: ["The streams have one replica."],
};
const createStatus = () => createRunStatus({ note: () => undefined, trouble: () => undefined });
const take = (status: () => Promise<QueueStatus>, clock = createManualClock(), run = createStatus()) =>
  takeQueueSnapshot(run, { status }, clock);

describe("the snapshot of a run with a queue", () => {
  it("has what the queue says, and no state", async () => {
    const snapshot = await take(async () => good);
    expect(snapshot).toMatchObject({ queue: good, ready: { ok: true } });
    expect(snapshot.state).toBeUndefined();
  });

  it.each([
    [async () => ({ ...good, isReady: false }), "queue: it has no leader"],
    [async () => ({ ...good, isConnected: false, isReady: false }), "queue: no broker is connected"],
    [() => Promise.reject(new StoreQueueError("unavailable", "No broker answers.")), "queue: No broker answers."],
    [() => Promise.reject(new Error("at ada@example.com")), "queue: its status can't be read"],
  ])("isn't ready while the queue isn't", async (status, reason) => {
    expect((await take(status)).ready).toEqual({ ok: false, reason });
  });

  it("has what the run says: its counts, and why it isn't ready with a queue that is", async () => {
    const run = createStatus();
    run.receive(2);
    run.paused("HTTP 401");
    const reason = "destination: HTTP 401";
    expect(await take(async () => good, createManualClock(), run)).toMatchObject({
      received: 2,
      paused: [reason],
      ready: { ok: false, reason },
    });
  });

  it("leaves no timer behind", async () => {
    const clock = createManualClock();
    await take(async () => good, clock);
    expect(clock.waits()).toEqual([]);
  });

  it("doesn't wait for a queue that doesn't answer", async () => {
    const clock = createManualClock();
    const taken = take(() => new Promise(() => undefined), clock);
    clock.advance(2_000);
    expect(await taken).toMatchObject({
      queue: { isConnected: false },
      ready: { ok: false, reason: "queue: it doesn't answer" },
    });
    expect(clock.waits()).toEqual([]);
  });
});
