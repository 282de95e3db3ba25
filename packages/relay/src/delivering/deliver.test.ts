import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import type { ConsumedChunk, Queue } from "../queue/queue.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import { StoreQueueError } from "../state/store-queue-error.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { until } from "../testing/start-run.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { deliver } from "./deliver.ts";

const settings = {
  to: "sandbox",
  nats: { servers: ["nats://127.0.0.1:1"], connectTimeoutMs: 1 },
  concurrency: 1,
  holdMs: 1_000,
  dedupe: 1,
  deadlineMs: 1_000,
  graceMs: 1_000,
  mapperOptions: {},
};
const createStatus = () => createRunStatus({ note: () => undefined, trouble: () => undefined });

it("closes the queue when health and metrics can't be served", async () => {
  const taken = createServer();
  onTestFinished(() => void taken.close());
  await once(taken.listen(0, "127.0.0.1"), "listening");
  const { port } = taken.address() as AddressInfo;
  let closed = 0;
  const queue = { close: async () => void (closed += 1) } as Partial<Queue> as Queue;
  const ops = { host: "127.0.0.1", port };
  const surroundings = { env: {}, status: createStatus(), openQueue: async () => queue };
  await expect(deliver({ ...settings, ops }, surroundings)).rejects.toThrow(/can't listen/);
  expect(closed).toBe(1);
});

type Consume = (chunk: ConsumedChunk, signal: AbortSignal) => AsyncGenerator<ConsumedChunk>;

/** A queue of one chunk, which comes as often as `consume` yields it. */
const createQueue = (given: Partial<ConsumedChunk>, consume: Consume): Queue => {
  const chunk: ConsumedChunk = {
    source: "airship",
    partition: 0,
    lines: [Buffer.from("{}")],
    receivedAt: 0,
    attempt: 1,
    working: () => undefined,
    ack: async () => undefined,
    release: () => undefined,
    ...given,
  };
  const status = { isConnected: true, isReady: true, pending: 0, held: 0, redelivered: 0, rejects: 0, warnings: [] };
  return {
    holdMs: 60_000,
    status: async () => status,
    consume: ({ signal }) => consume(chunk, signal),
    close: async () => undefined,
  } as Partial<Queue> as Queue;
};

/** A queue whose chunk can't be settled, and comes again until the loop ends. */
const createUnsettled = (code: "foreign" | "refused" | "unavailable") => {
  let takes = 0;
  const ack = async (): Promise<void> => Promise.reject(new StoreQueueError(code, "The stream doesn't exist."));
  const queue = createQueue({ ack }, async function* (chunk, signal) {
    while (!signal.aborted && takes < 5) {
      takes += 1;
      yield chunk;
    }
  });
  return { queue, takes: () => takes };
};

it("ends when a stream of the queue is gone, so that no chunk can be settled", async () => {
  const { queue, takes } = createUnsettled("foreign");
  const result = await deliver(settings, { env: {}, status: createStatus(), openQueue: async () => queue });
  expect(result).toMatchObject({ failure: { exitCode: 4, message: "queue: The stream doesn't exist." } });
  expect(takes()).toBeLessThan(5);
});

it.each(["refused", "unavailable"] as const)("goes on when a chunk can't be settled: %s", async (code) => {
  const { queue, takes } = createUnsettled(code);
  const result = await deliver(settings, { env: {}, status: createStatus(), openQueue: async () => queue });
  expect([result.failure, takes()]).toEqual([undefined, 5]);
});

const openOf = (id: number): Buffer =>
  Buffer.from(
    JSON.stringify({ type: "open", event_id: `e-${id}`, timestamp: "1773042072000", recipient: "ada@example.com" }),
  );

it("sends no event twice whose chunk comes again, since it couldn't be settled, however long it runs", async () => {
  const sandbox = await startSandbox();
  const clock = createManualClock();
  let acks = 0;
  const ack = async (): Promise<void> => {
    acks += 1;
    if (acks === 1) throw new StoreQueueError("unavailable", "No leader.");
  };
  const queue = createQueue({ source: "webhook", lines: [openOf(1)], ack }, async function* (chunk) {
    yield chunk;
    await until(() => acks === 1, "the chunk is delivered");
    clock.advance(60_000);
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    yield { ...chunk, attempt: 2 };
  });
  const surroundings = { env: { PIPELINES_WRITE_KEY: "key" }, status: createStatus(), clock };
  const { failure, report } = await deliver(
    { ...settings, to: sandbox.url },
    { ...surroundings, openQueue: async () => queue },
  );
  expect([failure, acks, report]).toMatchObject([undefined, 2, { delivered: 1, skipped: { duplicate: 1 } }]);
  expect(sandbox.events()).toHaveLength(1);
});

it("returns all that it holds when it is stopped while the write key is refused, also what waits", async () => {
  const sandbox = await startSandbox({ writeKey: "another" });
  const status = createStatus();
  const interrupting = new AbortController();
  let [takes, releases] = [0, 0];
  const lines = Array.from({ length: 150 }, (_, id) => openOf(id));
  const release = (): void => void (releases += 1);
  const queue = createQueue({ source: "webhook", lines, release }, async function* (chunk, signal) {
    while (!signal.aborted) {
      takes += 1;
      yield chunk;
    }
  });
  let takesBefore = 0;
  const hasTakenAll = (): boolean => {
    const isSame = takes === takesBefore;
    takesBefore = takes;
    return isSame && status.pausedBy() !== undefined;
  };
  void until(hasTakenAll, "it is paused, and takes no more").then(() => interrupting.abort());
  const { failure } = await deliver(
    { ...settings, to: sandbox.url },
    {
      env: { PIPELINES_WRITE_KEY: "key" },
      status,
      clock: createManualClock(),
      interrupt: interrupting.signal,
      openQueue: async () => queue,
    },
  );
  expect([failure, releases, sandbox.events()]).toEqual([undefined, takes, []]);
});
