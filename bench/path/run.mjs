// The whole path of an event against its floor, JSON.parse and JSON.stringify of each line in memory, in one run:
//   node bench/path/run.mjs [--events 4000] [--rounds 60] [--only-mapped] [--only PATTERN] [--write]   (after: pnpm build)
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flag } from "../flag.mjs";
import { writeTable } from "../write-table.mjs";
import { makeLines } from "./events.mjs";
import { takeLine } from "./ours.mjs";
import { toTable } from "./table.mjs";

const count = Number(flag("events", 4_000));
const rounds = Number(flag("rounds", 60));
const onlyMapped = process.argv.includes("--only-mapped");
const only = new RegExp(flag("only", ""));

const folder = mkdtempSync(join(tmpdir(), "bench-path-"));
const file = join(folder, "events.ndjson");
const lines = makeLines(count, onlyMapped);
writeFileSync(file, `${lines.join("\n")}\n`);

const here = (path) => new URL(path, import.meta.url);
const sink = fork(here("../pipelines/sink.mjs"), ["0"]);
const [port] = await once(sink, "message");

const contend = async (kind, who) => {
  process.stderr.write(`${kind}, ${who}\n`);
  const child = fork(here("contend.mjs"), [kind, who, file, `http://127.0.0.1:${port}`, String(rounds)]);
  const failed = once(child, "exit").then(([code]) => Promise.reject(new Error(`${kind}, ${who} ended with ${code}`)));
  const [[floor, way]] = await Promise.race([once(child, "message"), failed]);
  return { kind, who, floor, way };
};

try {
  const results = [];
  for (const [kind, ...contestants] of [
    ["objects", "ours", "zod twice"],
    ["loop", "ours"],
    ["relay", "ours"],
    ["batches", "ours", "zod twice"],
    ["server", "ours", "zod twice"],
  ]) {
    for (const who of contestants) {
      if (only.test(`${kind}, ${who}`)) results.push(await contend(kind, who));
    }
  }
  const bytes = Math.round(lines.reduce((total, line) => total + Buffer.byteLength(line), 0) / count);
  const mapped = Math.round((lines.filter(takeLine).length / count) * 100);
  const title =
    `${count.toLocaleString("en")} events of ${bytes} bytes, ${mapped} % of which are mapped, ${rounds} rounds, ` +
    `25th percentiles, Node ${process.version}`;
  const table = toTable(title, results);
  console.log(table);
  if (process.argv.includes("--write")) await writeTable("path", onlyMapped ? "only-mapped" : "generated", table);
} finally {
  sink.disconnect();
  rmSync(folder, { recursive: true, force: true });
}
