// What reading the stream costs, and whether memory grows with it: node bench/airship-stream/run.mjs [events]
// One run per encoding, each in a process of its own. The floor is JSON.parse of each line.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { bundleSize } from "../bundle-size.mjs";
import { createAirshipStream } from "../../packages/airship-stream/dist/index.js";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const count = Number(process.argv[2] ?? 1_000_000);
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

/** Reads a stream to its last event. */
const read = async (encoding, parses) => {
  const server = fork(path("./server.mjs"), [count, encoding]);
  const [port] = await once(server, "message");
  const stream = createAirshipStream({
    appKey: "a",
    token: "t",
    endpoint: `http://127.0.0.1:${port}`,
    start: "EARLIEST",
  });
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  const memory = new Map();
  let [events, chunks] = [0, 0];
  for await (const { items } of stream) {
    chunks += 1;
    events += items.length;
    if (parses) for (const item of items) JSON.parse(item.bytes);
    for (const share of [0.1, 0.5, 1])
      if (events >= share * count && !memory.has(share)) memory.set(share, process.memoryUsage().rss);
    if (events >= count) break;
  }
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - startedAt) / 1_000;
  server.kill();
  return { events, chunks, seconds, cpu: (user + system) / events, memory };
};

if (process.argv[3] !== undefined) {
  const { events, chunks, seconds, cpu, memory } = await read(process.argv[3], process.argv[4] === "parse");
  const held = [...memory].map(([share, bytes]) => `${megabytes(bytes)} at ${share * 100} %`).join(", ");
  console.log(
    `${process.argv[3]}${process.argv[4] === "parse" ? " + JSON.parse of each line" : ""}: ${events} events in ${chunks} chunks,`,
    `${Math.round(events / seconds)}/s, ${cpu.toFixed(2)} us of CPU an event, ${held}`,
  );
} else {
  const { gzippedBytes } = await bundleSize("airship-stream/dist/index.js", { platform: "node" });
  console.log(`main import: ${gzippedBytes} bytes minified and gzipped`);
  for (const words of [["plain"], ["gzip"], ["plain", "parse"]]) {
    await once(fork(path("./run.mjs"), [count, ...words]), "exit");
  }
}
