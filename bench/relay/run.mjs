// Every bar of the running relay, with its verdict, in one run: what a stream and a webhook cost beside a file, memory, size.
//   node bench/relay/run.mjs [--long] [--rounds 20] [--events 20000] [--batch 100] [--connections 8] [--backlog 1000]
//     [--only-mapped] [--only cpu|memory|backlog|size] [--folder /tmp] [--write]   (after: pnpm build)
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { bundleSize } from "../bundle-size.mjs";
import { flag } from "../flag.mjs";
import { writeTable } from "../write-table.mjs";
import { fillState, openInProcess } from "./backlog.mjs";
import { fileContestant, streamContestant, webhookContestant } from "./contestants.mjs";
import { raceCpu } from "./cpu.mjs";
import { measurePeaks } from "./memory.mjs";
import { startApi } from "./processes.mjs";

const events = Number(flag("events", 20_000));
const rounds = Number(flag("rounds", 20));
const batch = Number(flag("batch", 100));
const connections = Number(flag("connections", 8));
const isLong = process.argv.includes("--long");
const onlyMapped = process.argv.includes("--only-mapped");
const longEvents = Number(flag("long-events", 5_000_000));
const only = flag("only", undefined);
const folder = mkdtempSync(join(flag("folder", tmpdir()), "bench-relay-"));
const note = (text) => process.stderr.write(`${text}\n`);

const blockEvents = 4_000;
const airship = { vocabulary: "airship", count: blockEvents, onlyMapped };
const tracking = { vocabulary: "bulk-tracking", count: blockEvents };
const posted = { vocabulary: "bulk-tracking", count: batch };
const blocksAFile = events / blockEvents;

const makers = {
  "file, Airship": (name, api) => fileContestant(folder, api, { name, options: airship, blocksAFile }),
  "file of gzip, Airship": (name, api) =>
    fileContestant(folder, api, { name, options: airship, isGzip: true, blocksAFile }),
  "stream, plain": (name, api) => streamContestant(folder, api, { name, options: airship }),
  "stream, gzip": (name, api) => streamContestant(folder, api, { name, options: airship, encoding: "gzip" }),
  "file, bulk-tracking": (name, api) => fileContestant(folder, api, { name, options: tracking, blocksAFile }),
  webhook: (name, api) => webhookContestant(folder, api, { name, options: posted, connections }),
};

/** Starts the named contestants, and ends them after what is done with them. */
const withContestants = async (names, work) => {
  const api = await startApi();
  const all = [];
  try {
    for (const name of names) all.push(await makers[name](name, api));
    return await work(all);
  } finally {
    for (const { end } of [...all, api]) end();
  }
};

const format = (value) => (typeof value === "number" ? value.toFixed(2) : value);

const row = (what, value, most, unit = "") => {
  const verdict = value <= most ? "met" : "missed";
  return `| ${what} | ${format(value)}${unit} | ${most}${unit} | ${verdict} |`;
};

const cpuRows = async () => {
  note(`CPU: ${rounds} rounds of ${events} events of each`);
  const results = await withContestants(Object.keys(makers), (all) => raceCpu(all, { events, rounds }));
  const ratio = (name, base) => results.get(name).cpuUs / results.get(base).cpuUs;
  const table = [...results].map(
    ([name, { cpuUs, eventsPerSecond }]) =>
      `| ${name} | ${cpuUs.toFixed(1)} us | ${Math.round(eventsPerSecond).toLocaleString("en")} |`,
  );
  return {
    bars: [
      row("CPU, stream to API / file to API", ratio("stream, plain", "file, Airship"), 1.25),
      row("the same, both gzip", ratio("stream, gzip", "file of gzip, Airship"), 1.25),
      row("CPU, webhook with the store to API / file to API", ratio("webhook", "file, bulk-tracking"), 2),
    ],
    table,
  };
};

const memoryRows = async () => {
  if (!isLong) return ["| memory at 5,000,000 events / at 500,000 | not measured: --long | 1.15 | |"];
  const rows = [];
  for (const name of ["stream, plain", "webhook"]) {
    note(`memory: ${longEvents} events of ${name}`);
    const { early, late } = await withContestants([name], ([one]) => measurePeaks(one, longEvents));
    const [count, tenth] = [longEvents, longEvents / 10].map((value) => value.toLocaleString("en"));
    const megabytes = [early, late].map((bytes) => `${Math.round(bytes / 1e6)} MB`).join(", then ");
    rows.push(row(`memory at ${count} events / at ${tenth}, ${name} (${megabytes})`, late / early, 1.15));
  }
  return rows;
};

const backlogRows = () => {
  const megabytes = Number(flag("backlog", 1_000));
  note(`a backlog of ${megabytes} MB`);
  const path = join(folder, "backlog.state");
  const pending = fillState(path, megabytes);
  const size = Math.round(statSync(path).size / 1e6).toLocaleString("en");
  const { openMegabytes } = openInProcess(folder, path);
  rmSync(path);
  const what = `memory above start, a state of ${size} MB with ${pending.toLocaleString("en")} events opened`;
  return [row(what, openMegabytes, 60, " MB")];
};

const sizeRow = async () => {
  const { gzippedBytes } = await bundleSize("bulk-tracking-webhook/dist/index.js", { platform: "neutral" });
  return row("webhook handler, gzip", gzippedBytes / 1_000, 4.5, " kB");
};

try {
  const load = loadavg()[0].toFixed(1);
  const isAsked = (name) => only === undefined || only === name;
  const { bars, table } = isAsked("cpu") ? await cpuRows() : { bars: [], table: [] };
  const rows = [
    ...bars,
    ...(isAsked("memory") ? await memoryRows() : []),
    ...(isAsked("backlog") ? backlogRows() : []),
    ...(isAsked("size") ? [await sizeRow()] : []),
  ];
  const text = [
    `Node ${process.version}, ${cpus().length} cores, load ${load} at the start, ${rounds} rounds of ${events.toLocaleString("en")} events` +
      `${onlyMapped ? ", all of them mapped" : ""}; requests of ${batch} events over ${connections} connections`,
    ["| bar | measured | at most | |", "| --- | --- | --- | --- |", ...rows].join("\n"),
    ...(table.length > 0 ? [["| | CPU an event | events/s |", "| --- | --- | --- |", ...table].join("\n")] : []),
  ].join("\n\n");
  console.log(text);
  if (process.argv.includes("--write")) await writeTable("relay", "relay", text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
