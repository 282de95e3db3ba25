// What one `deliver` process does by itself: events a second and processor time, before an API that answers at once, and what
// an event takes in the queue.
//   node bench/scale/worker.mjs [EVENTS]
// It needs nats-server, and `pnpm build` first.
import { inspectQueueStreams } from "../../packages/jetstream/dist/index.js";
import { createBlocks } from "../relay/blocks.mjs";
import { endAll, pause, startApi, startProgram, usageOf } from "../relay/processes.mjs";
import { createStreams, openQueue, withBrokers } from "./brokers.mjs";
import { fillQueue } from "./fill-queue.mjs";

const batchLines = 200;
const batches = Math.ceil(Number(process.argv[2] ?? 100_000) / batchLines);
const events = batches * batchLines;

await withBrokers(1, async ({ servers }) => {
  const stream = await createStreams(servers, 1);
  const queue = await openQueue(servers, stream);
  const blocks = createBlocks({ vocabulary: "airship", count: batchLines });
  const calls = await fillQueue(queue, blocks, batches);
  const { streams } = await inspectQueueStreams({ servers, stream });
  const api = await startApi();
  const worker = startProgram(["deliver", `--nats=${servers[0]}`, `--prefix=${stream}`, `--to=${api.url}`]);
  // Without its start.
  await api.reaches(calls * 0.1);
  const [from, before, used] = [performance.now(), api.calls(), await usageOf(worker)];
  await api.reachesExactly(calls);
  const share = (api.calls() - before) / calls;
  const seconds = (performance.now() - from) / 1_000;
  await pause(250);
  const { cpuUs } = await usageOf(worker);
  const figures = [
    `${Math.round((events * share) / seconds)} events/s`,
    `${((cpuUs - used.cpuUs) / (events * share)).toFixed(1)} us of processor time an event`,
    `${Math.round(streams[0].bytes / events)} bytes an event in the queue`,
  ];
  console.log(figures.join(", "));
  endAll([worker]);
  api.end();
  await queue.close();
});
process.exit();
