import { createJetStreamQueue, createQueueStreams, openQueueOperator } from "@email-events/jetstream";
import type { Brokers } from "@email-events/jetstream/testing";
import { onTestFinished } from "vitest";
import type { SourceName } from "../lifecycle/settings.ts";

let count = 0;

/** Creates a queue on brokers, with a prefix of its own. */
export const createTestQueue = async ({ servers }: Pick<Brokers, "servers">, replicas: 1 | 3 = 1) => {
  const stream = `test-${(count += 1)}`;
  await createQueueStreams({ servers, stream, replicas, maxBytes: 100_000_000 });
  const [queue, operator] = await Promise.all([
    createJetStreamQueue({ servers, stream }),
    openQueueOperator({ servers, stream }),
  ]);
  onTestFinished(async () => {
    await Promise.all([queue.close(), operator.close()]);
  });
  let published = 0;
  return {
    queue,
    operator,
    stream,
    /** The options of the command line that name this queue. */
    options: [`--nats=${servers.join(",")}`, `--prefix=${stream}`],
    /** Publishes events as chunks of a source. */
    publish: async (source: SourceName, events: readonly (object | string)[], size = 200): Promise<void> => {
      const lines = events.map((event) => Buffer.from(typeof event === "string" ? event : JSON.stringify(event)));
      for (let start = 0; start < lines.length; start += size) {
        const id = String((published += 1));
        await queue.publish({
          source,
          partition: 0,
          lines: lines.slice(start, start + size),
          receivedAt: 1_800_000_000_000,
          id,
        });
      }
    },
  };
};
