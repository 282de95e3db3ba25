// What one `deliver` process does by itself: events a second and processor time, before an API that answers at once, and what
// an event takes in the queue.
//   node bench/scale/worker.mjs [EVENTS]
// It needs nats-server, and `pnpm build` first.
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createJetStreamQueue, createQueueStreams, inspectQueueStreams } from "../../packages/jetstream/dist/index.js";
import { generateAirshipEvents } from "../../packages/sandbox/dist/index.js";

const count = Number(process.argv[2] ?? 100_000);
const port = 14_222;
const servers = [`nats://127.0.0.1:${port}`];
const folder = mkdtempSync(join(tmpdir(), "bench-worker-"));
const pathOf = (path) => fileURLToPath(new URL(path, import.meta.url));

const startBroker = () => {
  const config = join(folder, "broker.conf");
  writeFileSync(config, `host: "127.0.0.1"\nport: ${port}\njetstream { store_dir: ${JSON.stringify(folder)} }\n`);
  return spawn("nats-server", ["--config", config], { stdio: "ignore" });
};

const publishAll = async (queue) => {
  const lines = [...generateAirshipEvents({ seed: 1, count })].map((event) => Buffer.from(JSON.stringify(event)));
  const chunks = Array.from({ length: Math.ceil(count / 200) }, (_, at) => lines.slice(at * 200, (at + 1) * 200));
  for (const chunk of chunks) await queue.publish({ source: "airship", partition: 0, lines: chunk, receivedAt: 0 });
};

/** The processor time of a process, in seconds. */
const cpuOf = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

const broker = startBroker();
const api = fork(pathOf("../relay/api.mjs"));
const [{ port: apiPort }] = await once(api, "message");
try {
  await createQueueStreams({ servers, replicas: 1, maxBytes: 4_000_000_000 });
  const queue = await createJetStreamQueue({ servers });
  await publishAll(queue);
  const [{ bytes }] = (await inspectQueueStreams({ servers })).streams;
  const cli = pathOf("../../packages/relay/dist/cli.js");
  const worker = spawn(process.execPath, [cli, "deliver", `--nats=${servers[0]}`, `--to=http://127.0.0.1:${apiPort}`], {
    env: { ...process.env, PIPELINES_WRITE_KEY: "any" },
    stdio: "ignore",
  });
  await once(api, "message");
  const [startedAt, startCpu] = [performance.now(), cpuOf(worker.pid)];
  const isEmpty = async () => {
    const { pending, held } = await queue.status();
    return pending + held === 0;
  };
  while (!(await isEmpty())) await wait(50);
  const seconds = (performance.now() - startedAt) / 1_000;
  const perEvent = ((cpuOf(worker.pid) - startCpu) / count) * 1e6;
  console.log(
    `${Math.round(count / seconds)} events/s, ${perEvent.toFixed(1)} us of processor time an event, ${Math.round(bytes / count)} bytes an event in the queue`,
  );
  worker.kill("SIGKILL");
  await queue.close();
} finally {
  api.disconnect();
  broker.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
