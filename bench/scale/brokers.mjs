// Brokers on loopback and queues on them, for a benchmark.
import { loadSources } from "../../scripts/shared/load-sources.mjs";

const { natsServer, startBrokers } = await loadSources("@email-events/jetstream/testing");

export { natsServer };

/** The streams of this benchmark hold what it publishes, and no more than the disk should have of it. */
export const maxBytes = 3_000_000_000;

/** Does something with brokers of its own, which are stopped afterwards. */
export const withBrokers = async (count, work) => {
  const brokers = await startBrokers({ count });
  try {
    return await work(brokers);
  } finally {
    await brokers.stop();
  }
};

let queues = 0;

/** Creates the streams of a new queue, and returns its prefix. */
export const createStreams = async (servers, replicas) => {
  const { createQueueStreams } = await import("../../packages/jetstream/dist/index.js");
  queues += 1;
  const stream = `scale-${queues}`;
  await createQueueStreams({ servers, stream, replicas, maxBytes });
  return stream;
};

/** Opens a queue. */
export const openQueue = async (servers, stream) => {
  const { createJetStreamQueue } = await import("../../packages/jetstream/dist/index.js");
  return createJetStreamQueue({ servers, stream });
};
