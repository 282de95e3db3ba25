// Prints the outage table as Markdown: node run.mjs [--events 5000] [--only PATTERN] [--at-a-time 4] [--write]
// --write updates docs/benchmarks/outages.md.
import { fork } from "node:child_process";
import { once } from "node:events";
import { flag } from "../flag.mjs";
import { inLanes } from "../in-lanes.mjs";
import { writeTable } from "../write-table.mjs";
import { clients } from "./clients.mjs";
import { faults } from "./faults.mjs";

const count = Number(flag("events", 5_000));
const only = new RegExp(flag("only", ""));
const here = (file) => new URL(file, import.meta.url);

const runOne = async (fault, client) => {
  const server = fork(here("server.mjs"), [fault]);
  const [port] = await once(server, "message");
  // Keeps the peers' console output out of the table.
  const child = fork(here("run-one.mjs"), [client, `http://127.0.0.1:${port}`, String(count), fault], { silent: true });
  const [{ told, badIds, seconds }] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`${client} ended with ${code}: ${fault}`))),
  ]);
  server.send("report");
  const [{ stored, requests }] = await once(server, "message");
  server.disconnect();
  const arrived = new Map(stored);
  const bad = new Set(badIds);
  const missing = Array.from({ length: count }, (_, n) => `msg_${n}`).filter((id) => !arrived.has(id));
  const named = new Set(told);
  return {
    good: missing.filter((id) => !bad.has(id)).length,
    silent: missing.filter((id) => !named.has(id)).length,
    bad: bad.size,
    badNamed: badIds.filter((id) => named.has(id)).length,
    wronglyTold: told.filter((id) => arrived.has(id)).length,
    twice: stored.reduce((sum, [, times]) => sum + times - 1, 0),
    seconds,
    requests,
  };
};

const toCell = ({ good, silent, bad, badNamed, twice, wronglyTold, requests }) => {
  const parts = [good === 0 ? "0" : `**${good.toLocaleString("en")}**`];
  if (silent > 0) parts.push(`${silent.toLocaleString("en")} silently`);
  if (bad > 0) parts.push(`${badNamed} of ${bad} bad ones named`);
  if (twice > 0) parts.push(`${twice.toLocaleString("en")} twice`);
  // With a wrong key nothing can arrive. The number of requests shows how soon a client notices.
  if (good === count && silent === 0) parts.push(`all reported after ${requests} requests`);
  if (wronglyTold > 0) parts.push(`${wronglyTold.toLocaleString("en")} arrived but reported as failed`);
  return parts.join(", ");
};

const names = Object.keys(clients);
const rows = Object.keys(faults).filter((fault) => only.test(fault));
const jobs = rows.flatMap((fault) => names.map((client) => ({ fault, client })));
const cells = new Map();
await inLanes(Number(flag("at-a-time", 4)), jobs.length, async (index) => {
  const { fault, client } = jobs[index];
  const result = await runOne(fault, client);
  process.stderr.write(`${fault} | ${client} | ${JSON.stringify(result)}\n`);
  cells.set(`${fault} ${client}`, toCell(result));
});

const table = [
  `Good events that did not arrive, of ${count.toLocaleString("en")} sent over 3 s; Node ${process.version}`,
  "",
  `| ${["", ...names].join(" | ")} |`,
  `| ${["", ...names].map(() => "---").join(" | ")} |`,
  ...rows.map((fault) => `| ${[fault, ...names.map((name) => cells.get(`${fault} ${name}`))].join(" | ")} |`),
].join("\n");
console.log(table);
if (process.argv.includes("--write")) await writeTable("outages", "outages", table);
