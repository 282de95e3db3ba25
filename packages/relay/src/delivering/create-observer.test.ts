import { expect, it } from "vitest";
import type { Handled } from "../handling/handle-chunk.ts";
import type { ConsumedChunk, QueueStatus, Reject } from "../queue/queue.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import { StoreQueueError } from "../state/store-queue-error.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { createObserver } from "./create-observer.ts";

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

const chunk: ConsumedChunk = {
  source: "airship",
  partition: 0,
  lines: [Buffer.from("{}"), Buffer.from("{}")],
  receivedAt: 0,
  attempt: 1,
  working: () => undefined,
  ack: async () => undefined,
  release: () => undefined,
};

const nothing: Handled = { outcomes: [], setAside: [], remember: [], again: [], ids: [] };

const rejectOf = (id: string): Reject => ({
  id,
  index: 0,
  payload: Buffer.from("{}"),
  status: "invalid",
  reason: "",
  issues: [],
});

const open = () => {
  const clock = createManualClock();
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined }, clock);
  const state: QueueStatus = {
    isConnected: true,
    isReady: false,
    pending: 0,
    held: 0,
    redelivered: 0,
    rejects: 0,
    warnings: [],
  };
  let isReady = false;
  const queue = { status: async () => ({ ...state, isReady }) };
  const observer = createObserver({ status, clock, queue, stop: new AbortController().signal, mostIds: 10 });
  return { clock, status, observer, recover: () => void (isReady = true) };
};

it("a queue that didn't take a settlement is well once it is ready, also when the chunk comes to another process", async () => {
  const { clock, status, observer, recover } = open();
  observer.onTaken?.(chunk);
  const outcomes = [{ status: "delivered" }, { status: "skipped", reason: "duplicate" }] as const;
  observer.onReturned?.(new StoreQueueError("unavailable", "No leader."), { ...nothing, outcomes }, chunk);
  expect([status.troubles().get("queue"), status.report()]).toMatchObject([
    "No leader.",
    { received: 2, delivered: 1, skipped: { duplicate: 1 }, pending: 0 },
  ]);
  clock.advance(1_000);
  await turn();
  expect(status.troubles().size).toBe(1);
  recover();
  clock.advance(1_000);
  await turn();
  expect(status.troubles().size).toBe(0);
});

it("no counter falls when a chunk comes again, and what is set aside counts as such once", () => {
  const { status, observer } = open();
  const counts = [];
  for (const attempt of [1, 2, 3]) {
    const taken = { ...chunk, attempt };
    observer.onTaken?.(taken);
    counts.push(status.report());
    const outcomes = [{ status: "delivered" }, { status: "invalid", issues: [] }] as const;
    const handled = { ...nothing, outcomes, setAside: [rejectOf("a")] };
    if (attempt < 3) observer.onReturned?.(new StoreQueueError("full", "It is full."), handled, taken);
    else observer.onSettled(handled, taken);
    counts.push(status.report());
  }
  expect(counts.map(({ received }) => received)).toEqual([2, 2, 4, 4, 6, 6]);
  expect(
    counts.map(({ delivered, invalid, skipped }) => [delivered, invalid, skipped["duplicate"] ?? 0].join()),
  ).toEqual(["0,0,0", "1,1,0", "1,1,0", "2,1,1", "2,1,1", "3,1,2"]);
});

it("an event that is published anew counts again, and so does another one", () => {
  const { status, observer } = open();
  const outcomes = [{ status: "unrecognized", name: "x" } as const, { status: "rejected", reason: "refused" } as const];
  const settle = (attempt: number, ...ids: readonly string[]): void => {
    observer.onTaken?.({ ...chunk, attempt });
    observer.onSettled({ ...nothing, outcomes, setAside: ids.map(rejectOf) }, { ...chunk, attempt });
  };
  settle(1, "a", "b");
  settle(1, "a", "b");
  settle(2, "c", "b");
  expect(status.report()).toMatchObject({ received: 6, unrecognized: 3, rejected: 2, skipped: { duplicate: 1 } });
});

it("a queue that has no room for what is set aside is well once it takes that", async () => {
  const { clock, status, observer } = open();
  observer.onTaken?.(chunk);
  observer.onReturned?.(new StoreQueueError("full", "It is full."), nothing, chunk);
  expect([status.troubles().get("queue"), clock.waits()]).toEqual(["It is full.", []]);
  observer.onSettled({ ...nothing, happenedAt: clock.now() - 5 }, chunk);
  expect([status.troubles().size, status.times().happenedAt]).toEqual([0, clock.now() - 5]);
});
