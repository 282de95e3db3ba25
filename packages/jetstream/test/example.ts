/* oxlint-disable no-console -- an example of README.md */
import { createJetStreamQueue, createQueueStreams } from "@email-events/jetstream";

const broker = { servers: ["nats://127.0.0.1:4222"] };
await createQueueStreams({ ...broker, replicas: 1, maxBytes: 1_000_000_000 });
const queue = await createJetStreamQueue(broker);

// Reading: store the offset after its events.
const place = { source: "airship", partition: 0, partitions: 1 };
const offset = await queue.claimOffset(place);
const lines = ['{"id":"e-1"}', '{"id":"e-2"}'].map((line) => new TextEncoder().encode(line));
await queue.publish({ source: "airship", partition: 0, lines, receivedAt: Date.now(), id: "e-1.e-2.2" });
await queue.putOffset(place, "1800000000042");

// Delivering: e-1 has arrived, e-2 has to be redelivered.
const ended = new AbortController();
for await (const chunk of queue.consume({ signal: ended.signal, concurrency: 8 })) {
  ended.abort();
  await chunk.ack({ again: [1] });
}
const { pending, held } = await queue.status();
console.log(offset, pending, held); // => undefined 1 0
await queue.close();
