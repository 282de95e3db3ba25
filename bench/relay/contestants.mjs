import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createBlocks } from "./blocks.mjs";
import { endAll, pause, secrets, start, startProgram, usageOf } from "./processes.mjs";

const pathOf = (name) => new URL(name, import.meta.url).pathname;

/** What is still to be stored when the API has everything, and what timers do then, falls into the slice. */
const settleMs = 250;

const freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
};

let states = 0;

/** Starts `email-events run` with a state of its own. */
const startRun = (folder, args) => {
  states += 1;
  return startProgram(["run", "--report=json", `--state=${join(folder, `${states}.state`)}`, ...args]);
};

/**
 * Makes a contestant of a process to measure and of what makes it work.
 *
 * @param begin - Makes it handle so many blocks.
 */
const contestant = (name, blocks, { child, others, api, begin }) => {
  let handled = 0;
  const handle = async (count) => {
    const expected = api.calls() + count * blocks.delivered;
    begin(count);
    await api.reachesExactly(expected);
    handled += count * blocks.events;
  };
  return {
    name,
    blocks,
    end: () => endAll([child, ...others]),
    usage: () => usageOf(child),
    /** Handles so many blocks, until the API has everything. */
    handle,
    handled: () => handled,
    /** Handles so many blocks; returns the processor's microseconds an event, and the rate. */
    slice: async (count) => {
      const before = await usageOf(child);
      const from = performance.now();
      await handle(count);
      const ms = performance.now() - from;
      await pause(settleMs);
      const after = await usageOf(child);
      const events = count * blocks.events;
      return { cpuUs: (after.cpuUs - before.cpuUs) / events, eventsPerSecond: (events / ms) * 1_000 };
    },
  };
};

/** A file, relayed once a slice. */
export const fileContestant = async (folder, api, { name, options, isGzip = false, blocksAFile }) => {
  const blocks = createBlocks(options);
  const parts = Array.from({ length: blocksAFile }, () => blocks.next());
  const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.ndjson${isGzip ? ".gz" : ""}`);
  const bytes = Buffer.concat(parts);
  writeFileSync(file, isGzip ? gzipSync(bytes, { level: 1 }) : bytes);
  const { child } = await start(pathOf("file.mjs"), [file, api.url]);
  return contestant(name, blocks, { child, others: [], api, begin: () => child.send({ relay: true }) });
};

/** Airship's stream, over one connection that stays open. */
export const streamContestant = async (folder, api, { name, options, encoding = "plain" }) => {
  const blocks = createBlocks(options);
  const { child: server, first } = await start(pathOf("stream.mjs"), [JSON.stringify(options), encoding]);
  const opened = once(server, "message");
  const child = startRun(folder, [
    "--source=airship",
    `--airship-url=http://127.0.0.1:${first.port}`,
    "--airship-start=earliest",
    `--to=${api.url}`,
  ]);
  await opened;
  return contestant(name, blocks, { child, others: [server], api, begin: (count) => server.send({ blocks: count }) });
};

/** A webhook that stores events before it confirms them. A block is a request. */
export const webhookContestant = async (folder, api, { name, options, connections }) => {
  const request = { ...options, form: "list" };
  const blocks = createBlocks(request);
  const port = await freePort();
  const child = startRun(folder, ["--source=webhook", `--webhook-listen=127.0.0.1:${port}`, `--to=${api.url}`]);
  await new Promise((resolve) =>
    child.stderr.on("data", (text) => {
      if (text.includes("listening on")) resolve();
    }),
  );
  const { child: sender } = await start(pathOf("sender.mjs"), [
    JSON.stringify(request),
    `http://127.0.0.1:${port}/`,
    secrets.WEBHOOK_SECRET,
    String(connections),
  ]);
  return contestant(name, blocks, { child, others: [sender], api, begin: (count) => sender.send({ blocks: count }) });
};
