import { expect, it } from "vitest";
import type { QueueStatus } from "../queue/queue.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import { StoreQueueError } from "../state/store-queue-error.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { createAttempt } from "./attempt.ts";
import { createQueueTrouble } from "./queue-trouble.ts";

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

const open = () => {
  const clock = createManualClock();
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined });
  const stop = new AbortController();
  const state: QueueStatus = {
    isConnected: true,
    isReady: true,
    pending: 0,
    held: 0,
    redelivered: 0,
    rejects: 0,
    warnings: [],
  };
  let answer = (): QueueStatus => ({ ...state, isReady: false });
  const queue = { status: async () => answer() };
  return {
    clock,
    status,
    stop,
    attempt: createAttempt({ queue, clock, trouble: createQueueTrouble(status), stop: stop.signal }),
    fail: () => {
      answer = () => {
        throw new StoreQueueError("unavailable", "No broker answers.");
      };
    },
    recover: () => void (answer = () => state),
  };
};

const failWith = (code: "unavailable" | "full") => async () => {
  throw new StoreQueueError(code, `it is ${code}`);
};

it("a queue that was away is ready again by itself, also when no request comes", async () => {
  const { clock, status, attempt, fail, recover } = open();
  await expect(attempt(failWith("unavailable"))).rejects.toThrow("it is unavailable");
  await expect(attempt(failWith("unavailable"))).rejects.toThrow();
  expect([status.troubles().get("queue"), clock.waits()]).toEqual(["it is unavailable", [1_000]]);
  clock.advance(1_000);
  await turn();
  fail();
  clock.advance(1_000);
  await turn();
  expect(status.troubles().size).toBe(1);
  recover();
  clock.advance(1_000);
  await turn();
  expect([status.troubles().size, clock.waits()]).toEqual([0, []]);
});

it("a full queue is ready, and nobody asks it", async () => {
  const { clock, status, attempt } = open();
  await expect(attempt(failWith("full"))).rejects.toThrow("it is full");
  expect([status.troubles().size, clock.waits()]).toEqual([0, []]);
});

it("nobody asks a queue once reading stops", async () => {
  const { clock, stop, attempt } = open();
  await expect(attempt(failWith("unavailable"))).rejects.toThrow();
  stop.abort();
  await turn();
  expect(clock.waits()).toEqual([]);
});
