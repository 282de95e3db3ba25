// Every bar of the two roles over NATS JetStream, with its verdict, in one run.
//   node bench/scale/run.mjs [--only publish|deliver|ingest|memory] [--rounds 7] [--messages 1000000] [--write]
// It needs nats-server (Debian has it in the package of that name), and `pnpm build` first.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { flag } from "../flag.mjs";
import { writeTable } from "../write-table.mjs";
import { natsServer, withBrokers } from "./brokers.mjs";
import { raceWorkers } from "./deliver.mjs";
import { raceIngest } from "./ingest.mjs";
import { measureMemory } from "./memory.mjs";
import { racePublishing } from "./publish.mjs";

if (natsServer === undefined) {
  console.error("nats-server isn't installed.");
  process.exit(2);
}

const only = flag("only", undefined);
const rounds = Number(flag("rounds", 7));
const messages = Number(flag("messages", 1_000_000));
const folder = mkdtempSync(join(tmpdir(), "bench-scale-"));
const note = (text) => process.stderr.write(`${text}\n`);
const thousands = (value) => Math.round(value).toLocaleString("en");

const row = (what, value, { least, most }, figures) => {
  const isMet = least === undefined ? value <= most : value >= least;
  const bar = least === undefined ? `at most ${most}` : `at least ${least}`;
  return `| ${what} | ${value.toFixed(2)} | ${bar} | ${isMet ? "met" : "missed"} | ${figures} |`;
};

const publishRow = async (count, least) => {
  note(`publishing on ${count} broker(s)`);
  const { ratio, batches, single } = await withBrokers(count, (brokers) => racePublishing(brokers, count, rounds));
  const figures = `${thousands(batches)} and ${thousands(single)} events/s`;
  return row(`chunks / a message an event, ${count} replica(s)`, ratio, { least }, figures);
};

const parts = {
  publish: async () => [await publishRow(1, 10), await publishRow(3, 4)],
  deliver: async () => {
    note("delivering with 1, 2 and 4 workers");
    const { rates, cpuUs } = await raceWorkers({ rounds: 3, batchesEach: 200 });
    const [one] = rates.values();
    const cost = `${cpuUs.toFixed(1)} us of the processor an event`;
    return [
      row(
        "2 workers / 1",
        rates.get(2) / one,
        { least: 1.8 },
        `${thousands(rates.get(2))} and ${thousands(one)} events/s`,
      ),
      row("4 workers / 1", rates.get(4) / one, { least: 3.4 }, `${thousands(rates.get(4))} events/s, ${cost}`),
    ];
  },
  ingest: async () => {
    note("ingesting a stream");
    const { file, ingest } = await withBrokers(1, (brokers) => raceIngest(brokers, folder, { rounds: 2 * rounds }));
    const figures = `${ingest.toFixed(1)} and ${file.toFixed(1)} us an event`;
    return [row("CPU, ingest / file to chunks", ingest / file, { most: 1.3 }, figures)];
  },
  memory: async () => {
    note(`memory with 1,000 and ${thousands(messages)} messages pending`);
    const how = { few: 1_000, many: messages, seconds: 20 };
    const peaks = await measureMemory(how);
    return Object.entries(peaks).map(([role, [few, many]]) =>
      row(
        `memory of ${role}, ${thousands(messages)} messages pending / 1,000`,
        many / few,
        { most: 1.15 },
        `${Math.round(many / 1e6)} and ${Math.round(few / 1e6)} MB`,
      ),
    );
  },
};

try {
  const load = loadavg()[0].toFixed(1);
  const rows = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (only === undefined || only === name) rows.push(...(await measure()));
  }
  const text = [
    `Node ${process.version}, ${cpus().length} cores, load ${load} at the start`,
    ["| | ratio | bar | | |", "| --- | --- | --- | --- | --- |", ...rows].join("\n"),
  ].join("\n\n");
  console.log(text);
  if (process.argv.includes("--write")) await writeTable("scale", "scale", text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
