// The whole path of an event against its floor, JSON.parse and JSON.stringify of each line in memory, in one run:
//   node bench/path/run.mjs [--events 10000] [--rounds 30] [--only-mapped] [--write]     (after: pnpm build)
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flag, makeLines } from "./events.mjs";
import * as naive from "./naive.mjs";
import * as ours from "./ours.mjs";
import { race } from "./race.mjs";
import { toTable } from "./table.mjs";
import { writeTable } from "./write-table.mjs";

const count = Number(flag("events", 10_000));
const rounds = Number(flag("rounds", 30));
const onlyMapped = process.argv.includes("--only-mapped");

const folder = mkdtempSync(join(tmpdir(), "bench-path-"));
const file = join(folder, "events.ndjson");
const lines = makeLines(count, onlyMapped);
writeFileSync(file, `${lines.join("\n")}\n`);

const sink = fork(new URL("../pipelines/sink.mjs", import.meta.url), ["0"]);
const [port] = await once(sink, "message");
const url = `http://127.0.0.1:${port}`;

// Results are added up here, so that no engine can find the work useless.
let sum = 0;
const overLines = (take) => () => {
  for (const line of lines) sum += Number(take(line));
};

try {
  const results = await race(
    {
      floor: overLines((line) => JSON.stringify(JSON.parse(line)).length),
      "objects, ours": overLines(ours.takeLine),
      "objects, zod twice": overLines(naive.takeLine),
      "batches, ours": ours.toBatches(file, count),
      "batches, zod twice": naive.toBatches(file, count),
      "server, ours": ours.toServer(file, count, url),
      "server, zod twice": naive.toServer(file, count, url),
    },
    { count, rounds },
  );
  if (sum < 0) throw new Error("counted wrong");
  const bytes = Math.round(lines.reduce((total, line) => total + Buffer.byteLength(line), 0) / count);
  const mapped = lines.filter(ours.takeLine).length;
  const title =
    `${count.toLocaleString("en")} events of ${bytes} bytes, ${Math.round((mapped / count) * 100)} % of which are mapped, ` +
    `${rounds} rounds, 25th percentiles, Node ${process.version}`;
  const table = toTable(title, results);
  console.log(table);
  if (process.argv.includes("--write")) writeTable(onlyMapped ? "only-mapped" : "generated", table);
} finally {
  sink.disconnect();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
