// Kills a process with a full queue, and counts what the next one delivers: node kill.mjs [--events 20000]
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPipelinesClient } from "../../packages/pipelines/dist/index.js";
import { createDurableClient } from "../../packages/pipelines/dist/durable.js";
import { openCallStore, openOperator } from "../../packages/store/dist/index.js";
import { flag } from "../flag.mjs";
import { makeEvents } from "../pipelines/events.mjs";

const start = async (path, endpoint) => {
  const store = await openCallStore(path);
  return createDurableClient({ client: createPipelinesClient({ writeKey: "key", endpoint }), store });
};

const startServer = async (fault) => {
  const server = fork(new URL("server.mjs", import.meta.url), [fault]);
  const [port] = await once(server, "message");
  return { server, url: `http://127.0.0.1:${port}` };
};

const [, , role, path, url, count] = process.argv;
if (role === "child") {
  const client = await start(path, url);
  for (const event of makeEvents(Number(count))) void client.track(event);
  const operator = openOperator(path);
  setInterval(() => operator.stats().pending >= Number(count) && process.send("stored"), 20);
} else {
  const events = Number(flag("events", 20_000));
  const folder = mkdtempSync(join(tmpdir(), "pipelines-"));
  const file = join(folder, "queue");
  const down = await startServer("503 for 60 s");
  const child = fork(new URL(import.meta.url), ["child", file, down.url, String(events)]);
  await once(child, "message");
  child.kill("SIGKILL");
  await once(child, "exit");
  down.server.disconnect();

  const up = await startServer("nothing");
  const client = await start(file, up.url);
  const from = performance.now();
  let recovered = 0;
  for await (const outcome of client.recover()) if (outcome.status === "delivered") recovered += 1;
  await client.close();
  up.server.send("report");
  const [{ stored }] = await once(up.server, "message");
  up.server.disconnect();
  const twice = stored.filter(([, times]) => times > 1).length;
  console.log(`killed with ${events} events in the queue; the next process delivered ${recovered} in`);
  console.log(`${Math.round(performance.now() - from)} ms; the server has ${stored.length}, ${twice} of them twice`);
  rmSync(folder, { recursive: true });
}
