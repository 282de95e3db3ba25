import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import type { Queue } from "../queue/queue.ts";
import { createRunStatus } from "../running/status.ts";
import { deliver } from "./deliver.ts";

it("closes the queue when health and metrics can't be served", async () => {
  const taken = createServer();
  onTestFinished(() => void taken.close());
  await once(taken.listen(0, "127.0.0.1"), "listening");
  const { port } = taken.address() as AddressInfo;
  let closed = 0;
  const queue = { close: async () => void (closed += 1) } as Partial<Queue> as Queue;
  const settings = {
    to: "sandbox",
    nats: { servers: ["nats://127.0.0.1:1"], connectTimeoutMs: 1 },
    ops: { host: "127.0.0.1", port },
    concurrency: 1,
    holdMs: 1_000,
    dedupe: 1,
    deadlineMs: 1_000,
    graceMs: 1_000,
    mapperOptions: {},
  };
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined });
  await expect(deliver(settings, { env: {}, status, openQueue: async () => queue })).rejects.toThrow(/can't listen/);
  expect(closed).toBe(1);
});
