import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { percentile } from "../percentile.mjs";
import { shuffled } from "../shuffled.mjs";
import { createBlocks } from "../relay/blocks.mjs";
import { endAll, pause, start, usageOf } from "../relay/processes.mjs";
import { startIngest } from "./start-ingest.mjs";
import { createStreams, openQueue } from "./brokers.mjs";

const pathOf = (name) => new URL(name, import.meta.url).pathname;
const blockEvents = 4_000;
const options = { vocabulary: "airship", count: blockEvents };

/** Lines of a block that are events; the stream doesn't hand out its own marks. */
const eventsOf = (blocks) =>
  blocks
    .next()
    .toString()
    .split("\n")
    .filter((line) => line !== "" && !line.includes("OFFSET_UPDATE")).length;

/** What is still to be stored when all is published falls into the slice. */
const settleMs = 250;

/** Reads lines of a queue's batches until there were so many. */
const createCounter = async (brokers, stream) => {
  const queue = await openQueue(brokers.servers, stream);
  const ending = new AbortController();
  let lines = 0;
  let wake = () => undefined;
  const reading = (async () => {
    for await (const chunk of queue.consume({ signal: ending.signal, concurrency: 64 })) {
      lines += chunk.lines.length;
      void chunk.ack();
      wake();
    }
  })();
  return {
    lines: () => lines,
    reaches: (count) =>
      new Promise((resolve) => {
        wake = () => lines >= count && resolve();
        wake();
      }),
    end: async () => {
      ending.abort();
      await reading;
      await queue.close();
    },
  };
};

const fileContestant = async (folder, events) => {
  const blocks = createBlocks(options);
  const file = join(folder, "events.ndjson");
  writeFileSync(file, Buffer.concat(Array.from({ length: events / blockEvents }, () => blocks.next())));
  const { child } = await start(pathOf("file-batches.mjs"), [file, String(events)]);
  return {
    child,
    handle: async () => {
      const done = once(child, "message");
      child.send({ relay: true });
      await done;
    },
    end: async () => endAll([child]),
  };
};

const ingestContestant = async (brokers, events) => {
  const stream = await createStreams(brokers.servers, 1);
  const { child, server } = await startIngest(brokers.servers, stream, options);
  const counter = await createCounter(brokers, stream);
  const linesABlock = eventsOf(createBlocks(options));
  return {
    child,
    handle: async () => {
      const blocks = events / blockEvents;
      const expected = counter.lines() + blocks * linesABlock;
      server.send({ blocks });
      await counter.reaches(expected);
    },
    end: async () => {
      endAll([child, server]);
      await counter.end();
    },
  };
};

/** Returns the processor's microseconds an event of `ingest`, and of batches made of a file: 25th percentiles. */
export const raceIngest = async (brokers, folder, { rounds, events = 20_000, warmUps = 4 }) => {
  const contestants = new Map([
    ["file", await fileContestant(folder, events)],
    ["ingest", await ingestContestant(brokers, events)],
  ]);
  const costs = new Map([...contestants.keys()].map((name) => [name, []]));
  try {
    for (let round = -warmUps; round < rounds; round += 1) {
      for (const [name, { child, handle }] of shuffled([...contestants])) {
        const before = await usageOf(child);
        await handle();
        await pause(settleMs);
        const after = await usageOf(child);
        if (round >= 0) costs.get(name).push((after.cpuUs - before.cpuUs) / events);
      }
    }
  } finally {
    for (const { end } of contestants.values()) await end();
  }
  return Object.fromEntries([...costs].map(([name, all]) => [name, percentile(all, 0.25)]));
};
