import { createJetStreamQueue, createQueueStreams, openQueueOperator } from "@email-events/jetstream";
import { natsServer, startBrokers } from "@email-events/jetstream/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyQueueSteps, checkQueue, type QueueStep } from "../src/testing/queue-model.ts";

/** Each run waits about a second for what was released; they run side by side. */
const runs = Number(process.env["QUEUE_RUNS"] ?? 12);

const checkJetStream = async (servers: readonly string[], stream: string, steps: readonly QueueStep[]) => {
  await createQueueStreams({ servers, stream, replicas: 1, maxBytes: 10_000_000 });
  const queue = await createJetStreamQueue({ servers, stream });
  const operator = await openQueueOperator({ servers, stream });
  try {
    const setAside = await checkQueue(queue, steps);
    expect(await queue.status()).toMatchObject({ pending: 0, held: 0, rejects: setAside.length });
    const { events } = await operator.list({ limit: 1_000 });
    expect(new Set(events.map(({ id }) => id))).toEqual(new Set(setAside));
  } finally {
    await operator.close();
    await queue.close();
  }
};

describe.skipIf(natsServer === undefined)("a queue on JetStream", () => {
  it("keeps what the port promises, as one in a store does", async () => {
    const { servers, stop } = await startBrokers();
    try {
      const samples = fc.sample(anyQueueSteps, runs);
      await Promise.all(samples.map((steps, index) => checkJetStream(servers, `model-${index}`, steps)));
    } finally {
      await stop();
    }
  });
});
