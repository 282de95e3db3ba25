import { inLanes } from "../in-lanes.mjs";
import { createBlocks } from "../relay/blocks.mjs";
import { endAll, pause, startApi, startProgram, usageOf } from "../relay/processes.mjs";
import { createStreams, openQueue, withBrokers } from "./brokers.mjs";
import { startIngest } from "./start-ingest.mjs";

const inFlight = 64;

/** Publishes so many messages of one event each. */
const fill = async (queue, messages) => {
  const [line] = createBlocks({ vocabulary: "airship", count: 1, onlyMapped: true }).next().toString().split("\n");
  const lines = [Buffer.from(line)];
  const publish = () => queue.publish({ source: "airship", partition: 0, lines, receivedAt: Date.now() });
  await inLanes(inFlight, messages, publish);
};

/** Lets the stream send blocks of 4,000 events, a few at a time, and returns the peak of memory after so many seconds. */
const peakOfIngest = async (brokers, stream, seconds) => {
  const options = { vocabulary: "airship", count: 4_000 };
  const { child, server } = await startIngest(brokers.servers, stream, options);
  for (let second = 0; second < seconds; second += 1) {
    server.send({ blocks: 3 });
    await pause(1_000);
  }
  const { mostBytes } = await usageOf(child);
  endAll([child, server]);
  return mostBytes;
};

const peakOfDeliver = async (brokers, stream, seconds) => {
  const api = await startApi();
  const child = startProgram([
    "deliver",
    `--nats=${brokers.servers.join(",")}`,
    `--prefix=${stream}`,
    `--to=${api.url}`,
    "--report=json",
  ]);
  await pause(seconds * 1_000);
  const { mostBytes } = await usageOf(child);
  endAll([child]);
  api.end();
  return mostBytes;
};

const measurePeaks = async (brokers, messages, seconds) => {
  const stream = await createStreams(brokers.servers, 1);
  const queue = await openQueue(brokers.servers, stream);
  await fill(queue, messages);
  await queue.close();
  return {
    ingest: await peakOfIngest(brokers, stream, seconds),
    deliver: await peakOfDeliver(brokers, stream, seconds),
  };
};

/** Returns each role's peaks of memory in bytes, with few messages pending and with many. */
export const measureMemory = async ({ few, many, seconds }) => {
  const [one, other] = [
    await withBrokers(1, (brokers) => measurePeaks(brokers, few, seconds)),
    await withBrokers(1, (brokers) => measurePeaks(brokers, many, seconds)),
  ];
  return { ingest: [one.ingest, other.ingest], deliver: [one.deliver, other.deliver] };
};
