import { median } from "../percentile.mjs";
import { shuffled } from "../shuffled.mjs";
import { createBlocks } from "../relay/blocks.mjs";
import { endAll, startApi, startProgram, usageOf } from "../relay/processes.mjs";
import { createStreams, openQueue, withBrokers } from "./brokers.mjs";
import { fillQueue } from "./fill-queue.mjs";

/** So few batches at a time that a worker waits for the sink, not for the processor. */
const concurrency = 4;
const batchLines = 200;
const answerMs = 100;
const startWorker = (servers, stream, url) =>
  startProgram([
    "deliver",
    `--nats=${servers.join(",")}`,
    `--prefix=${stream}`,
    `--to=${url}`,
    `--concurrency=${concurrency}`,
    "--report=json",
  ]);

const cpuOf = async (workers) => {
  const usages = await Promise.all(workers.map(usageOf));
  return usages.reduce((sum, { cpuUs }) => sum + cpuUs, 0);
};

/**
 * Lets so many workers deliver from a queue of their own. Returns their events a second, from the first quarter on, and the
 * processor's microseconds an event of all of them.
 */
const deliverWith = async (brokers, count, batchesEach) => {
  const stream = await createStreams(brokers.servers, 1);
  const queue = await openQueue(brokers.servers, stream);
  const sink = await startApi(answerMs);
  const blocks = createBlocks({ vocabulary: "airship", count: batchLines, onlyMapped: true });
  const calls = await fillQueue(queue, blocks, batchesEach * count);
  const workers = [];
  try {
    for (let worker = 0; worker < count; worker += 1) workers.push(startWorker(brokers.servers, stream, sink.url));
    // Without their start, and without the end, at which not all of them have work.
    await sink.reaches(calls * 0.25);
    const [from, before, usedBefore] = [performance.now(), sink.calls(), await cpuOf(workers)];
    await sink.reaches(calls * 0.85);
    const events = sink.calls() - before;
    const rate = (events / (performance.now() - from)) * 1_000;
    return { rate, cpuUs: ((await cpuOf(workers)) - usedBefore) / events };
  } finally {
    endAll(workers);
    sink.end();
    await queue.close();
  }
};

/** Returns the events a second of one, two and four workers, and the processor's time an event: medians of so many rounds. */
export const raceWorkers = async ({ rounds, batchesEach }) => {
  const results = new Map([1, 2, 4].map((count) => [count, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [count, all] of shuffled([...results])) {
      all.push(await withBrokers(1, (brokers) => deliverWith(brokers, count, batchesEach)));
    }
  }
  const medianOf = (all, member) => median(all.map((one) => one[member]));
  return {
    rates: new Map([...results].map(([count, all]) => [count, medianOf(all, "rate")])),
    cpuUs: medianOf([...results.values()].flat(), "cpuUs"),
  };
};
