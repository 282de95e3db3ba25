// Every bar of the sandbox's page, with its verdict, in one run.
//   node bench/page/run.mjs [--only explain|schema|live|record|size] [--seconds 60] [--rounds 9] [--write]   (after: pnpm build)
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { flag } from "../flag.mjs";
import { writeTable } from "../write-table.mjs";
import { startServe } from "./browser.mjs";
import { measureExplain } from "./explain.mjs";
import { measureLive } from "./live.mjs";
import { raceRecord } from "./record.mjs";
import { measureSchema } from "./schema.mjs";
import { measureSizes } from "./sizes.mjs";

const only = flag("only", undefined);
const seconds = Number(flag("seconds", 60));
const rounds = Number(flag("rounds", 9));
const perSecond = 1_000;
const note = (text) => process.stderr.write(`${text}\n`);
const count = (number) => Math.round(number).toLocaleString("en");

const row = (what, shown, bar, isMet) => `| ${what} | ${shown} | ${bar} | ${isMet ? "met" : "missed"} |`;

const sizeRows = () => {
  const { all, first, withoutSchemas } = measureSizes();
  return [
    row("before the editor, gzip", `${(first / 1_000).toFixed(1)} kB`, "30 kB", first <= 30_000),
    row(
      "all but the schema tab, gzip",
      `${(withoutSchemas / 1_000).toFixed(1)} kB`,
      "170 kB",
      withoutSchemas <= 170_000,
    ),
    row("added to the sandbox's package, gzip", `${(all / 1_000).toFixed(1)} kB`, "250 kB", all <= 250_000),
  ];
};

const withServe = async (work) => {
  const server = await startServe();
  try {
    return await work(server);
  } finally {
    server.end();
  }
};

const explainRows = async () => {
  note(`explain: ${rounds} pages of 20,000 events, and a file of 100 MB`);
  const folder = mkdtempSync(join(tmpdir(), "bench-page-"));
  try {
    const result = await withServe(({ url }) => measureExplain(url, folder, rounds));
    const { events, fileMs, longestTaskMs, mostMs, ms } = result;
    return [
      row(
        `${count(events)} events explained, median (at most ${count(mostMs)} ms)`,
        `${count(ms)} ms`,
        "1,000 ms",
        ms <= 1_000,
      ),
      row(
        `longest task of the page while a worker reads 100 MB (${(fileMs / 1_000).toFixed(1)} s)`,
        longestTaskMs === 0 ? "under 50 ms" : `${longestTaskMs} ms`,
        "50 ms",
        longestTaskMs <= 50,
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const schemaRows = async () => {
  note(`schema: ${rounds} schemas, and one of 5,000 properties`);
  const { largeMs, longestTaskMs, ms, properties } = await withServe(({ url }) => measureSchema(url, rounds));
  return [
    row("from an edited schema to its types, verdict and changes, median", `${count(ms)} ms`, "-", true),
    row(
      `longest task of the page while a schema of ${count(properties)} properties is tried (${(largeMs / 1_000).toFixed(1)} s)`,
      longestTaskMs === 0 ? "under 50 ms" : `${longestTaskMs} ms`,
      "50 ms",
      longestTaskMs <= 50,
    ),
  ];
};

const memory = ({ early, late }, name) => `${early[name].toFixed(1)} MB, then ${late[name].toFixed(1)} MB`;

const describe = ({ median, most }) => `median ${count(median)} ms, at most ${count(most)} ms`;

const liveRows = async () => {
  note(`live: ${count(perSecond)} calls a second for ${seconds} s`);
  const live = await withServe((server) => measureLive(server, { perSecond, seconds }));
  const { counted, early, fromAnswered, fromSent, late, rate, sent, said, tasks } = live;
  const what = `Live, ${count(rate)} calls/s for ${seconds} s`;
  const isFlat = (name) => late[name] <= early[name] * 1.15;
  return [
    row(
      `${what}: from answered to shown, 99 % (${describe(fromAnswered)}; from sent, ${describe(fromSent)})`,
      `${count(fromAnswered.p99)} ms`,
      "250 ms",
      fromAnswered.p99 <= 250,
    ),
    row(`${what}: counted, of those sent`, `${count(counted)} of ${count(sent)}`, "all", counted === sent),
    row(`${what}: the page's memory at first, at the end`, memory(live, "heap"), "x 1.15", isFlat("heap")),
    row(`${what}: the sandbox's memory`, memory(live, "server"), "x 1.15", isFlat("server")),
    row(
      `${what}: tasks of the page over 50 ms`,
      tasks.length === 0 ? "none" : `${tasks.length}, up to ${Math.max(...tasks)} ms`,
      "-",
      true,
    ),
    row(`${what}: words on the console`, String(said.length), "0", said.length === 0),
  ];
};

const recordRows = async () => {
  note(`record: ${rounds * 4} rounds`);
  const results = await raceRecord({ batches: [1, 10, 100], rounds: rounds * 4 });
  return results.map(({ batch, cpuUs, ratio }) =>
    row(
      `the sandbox's rate with the record, of that without; batches of ${batch} (${cpuUs.toFixed(1)} us a call)`,
      ratio.toFixed(2),
      "0.90",
      ratio >= 0.9,
    ),
  );
};

const parts = { size: sizeRows, explain: explainRows, schema: schemaRows, live: liveRows, record: recordRows };
const load = loadavg()[0].toFixed(1);
const rows = [];
for (const [name, measure] of Object.entries(parts)) {
  if (only === undefined || only === name) rows.push(...(await measure()));
}
const text = [
  `Node ${process.version}, Chromium without a window, ${cpus().length} cores, load ${load} at the start`,
  ["| bar | measured | limit | |", "| --- | --- | --- | --- |", ...rows].join("\n"),
].join("\n\n");
console.log(text);
if (process.argv.includes("--write")) await writeTable("page", "page", text);
process.exit();
