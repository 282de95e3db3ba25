import { inLanes } from "../in-lanes.mjs";
import { median } from "../percentile.mjs";
import { shuffled } from "../shuffled.mjs";
import { createBlocks } from "../relay/blocks.mjs";
import { createStreams, openQueue } from "./brokers.mjs";

const batchLines = 200;
const inFlight = 32;
const warmUps = 2;

const createLines = (count) => {
  const block = createBlocks({ vocabulary: "airship", count }).next().toString().split("\n").slice(0, count);
  return block.map((line) => Buffer.from(line));
};

/** Takes what was published out again, without looking at it. */
const empty = async (queue) => {
  const { pending } = await queue.status();
  const ending = new AbortController();
  let left = pending;
  if (left === 0) return;
  const acks = [];
  for await (const chunk of queue.consume({ signal: ending.signal, concurrency: 512 })) {
    acks.push(chunk.ack());
    left -= 1;
    if (left === 0) ending.abort();
  }
  await Promise.all(acks);
};

/**
 * Publishes events in batches and one a message, each in short slices in an order shuffled anew. Returns how many events a
 * second each takes, medians of the rounds, and the median of their ratios.
 */
export const racePublishing = async (brokers, replicas, rounds) => {
  const queue = await openQueue(brokers.servers, await createStreams(brokers.servers, replicas));
  const lines = createLines(batchLines);
  let ids = 0;
  const publish = (some) => {
    ids += 1;
    return queue.publish({ source: "airship", partition: 0, lines: some, receivedAt: Date.now(), id: `${ids}` });
  };
  const contestants = {
    batches: { messages: 200, events: batchLines, publish: () => publish(lines) },
    single: { messages: 4_000, events: 1, publish: (index) => publish([lines[index % batchLines]]) },
  };
  const rates = { batches: [], single: [] };
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [name, one] of shuffled(Object.entries(contestants))) {
      const from = performance.now();
      await inLanes(inFlight, one.messages, one.publish);
      const seconds = (performance.now() - from) / 1_000;
      if (round >= 0) rates[name].push((one.messages * one.events) / seconds);
      await empty(queue);
    }
  }
  await queue.close();
  const ratios = rates.batches.map((rate, round) => rate / rates.single[round]);
  return {
    ratio: median(ratios),
    batches: median(rates.batches),
    single: median(rates.single),
  };
};
