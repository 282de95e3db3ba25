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
const take = (status: () => Promise<QueueStatus>, clock = createManualClock()) =>
  takeQueueSnapshot(createRunStatus({ note: () => undefined, trouble: () => undefined }), { status }, clock);

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
