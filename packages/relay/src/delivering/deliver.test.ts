import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import type { ConsumedChunk, Queue } from "../queue/queue.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import { StoreQueueError } from "../state/store-queue-error.ts";
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

/** A queue whose chunk can't be settled, and comes again until the loop ends. */
const createUnsettled = (code: "foreign" | "refused" | "unavailable") => {
  let takes = 0;
  const chunk: ConsumedChunk = {
    source: "airship",
    partition: 0,
    lines: [Buffer.from("{}")],
    receivedAt: 0,
    attempt: 1,
    working: () => undefined,
    ack: async () => Promise.reject(new StoreQueueError(code, "The stream doesn't exist.")),
    release: () => undefined,
  };
  const status = { isConnected: true, isReady: true, pending: 0, held: 0, redelivered: 0, rejects: 0, warnings: [] };
  const queue = {
    holdMs: 60_000,
    status: async () => status,
    consume: async function* ({ signal }) {
      while (!signal.aborted && takes < 5) {
        takes += 1;
        yield chunk;
      }
    },
    close: async () => undefined,
  } as Partial<Queue> as Queue;
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
