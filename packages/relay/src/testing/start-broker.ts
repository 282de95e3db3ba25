import { createJetStreamQueue, createQueueStreams } from "@email-events/jetstream";
import { startBrokers } from "@email-events/jetstream/testing";
import { onTestFinished } from "vitest";

/** A broker with the streams of a queue. */
export const startBroker = async (options: { readonly maxBytes?: number; readonly config?: string } = {}) => {
  const { maxBytes = 100_000_000, config = "" } = options;
  const { servers, stop, brokers, folder } = await startBrokers({ config });
  onTestFinished(stop);
  await createQueueStreams({ servers, replicas: 1, maxBytes });
  const [broker] = brokers;
  if (broker === undefined) throw new Error("There is one broker.");
  return {
    broker,
    /** Where the broker stores its streams. */
    folder,
    nats: `--nats=${servers.join(",")}`,
    /** Opens the queue as another process would. */
    open: async () => {
      const queue = await createJetStreamQueue({ servers });
      onTestFinished(queue.close);
      return queue;
    },
  };
};
