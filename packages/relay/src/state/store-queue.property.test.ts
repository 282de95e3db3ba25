import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOperator, openStore } from "@email-events/store";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { anyQueueSteps, checkQueue, type QueueStep } from "../testing/queue-model.ts";
import type { Clock } from "../lifecycle/clock.ts";
import { createCommitter } from "./committer.ts";
import { createStateTrouble } from "./state-trouble.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import { createStoreQueue } from "./store-queue.ts";

/** Waits for nothing. */
const hastyClock: Clock = {
  now: () => 1_000,
  after: (_ms, callback) => {
    const turn = setImmediate(callback);
    return () => clearImmediate(turn);
  },
};

const fail = (error: unknown): never => {
  throw error;
};

const checkStore = async (file: string, steps: readonly QueueStep[]): Promise<void> => {
  const store = openStore(file);
  try {
    const committer = createCommitter({
      store,
      clock: hastyClock,
      trouble: createStateTrouble(store, createRunStatus({ note: () => undefined, trouble: () => undefined })),
      signal: new AbortController().signal,
      onFatal: fail,
    });
    const setAside = await checkQueue(
      createStoreQueue({ store, committer, clock: hastyClock, onDamaged: fail }),
      steps,
    );
    expect(store.stats()).toMatchObject({ pending: 0, setAside: setAside.length });
    const operator = openOperator(file);
    const payloads = operator.list({ limit: 1_000 }).events.map(({ number }) => operator.show(number)?.payload ?? "");
    operator.close();
    expect(payloads.map((payload) => Buffer.from(payload).toString()).toSorted()).toEqual(setAside);
  } finally {
    store.close();
  }
};

it("a queue in a store keeps what the port promises", async () => {
  const folder = mkdtempSync(join(tmpdir(), "relay-queue-"));
  let files = 0;
  try {
    const check = (steps: readonly QueueStep[]): Promise<void> =>
      checkStore(join(folder, `${(files += 1)}.state`), steps);
    await fc.assert(fc.asyncProperty(anyQueueSteps, check), { numRuns: Number(process.env["QUEUE_RUNS"] ?? 60) });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
