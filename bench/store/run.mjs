// How fast the store is beside raw SQLite, and what a large backlog takes: node run.mjs [--rounds 7] [--backlog 1000] [--write]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flag } from "../flag.mjs";
import { median } from "../percentile.mjs";
import { shuffled } from "../shuffled.mjs";
import { writeTable } from "../write-table.mjs";
import { openStore } from "../../packages/store/dist/index.js";

const chunkEvents = 500;
const eventsARound = 50_000;
const payload = Buffer.alloc(722, "x");
const rounds = Number(flag("rounds", 7));
const backlogMegabytes = Number(flag("backlog", 1_000));
const folder = mkdtempSync(join(flag("folder", tmpdir()), "store-bench-"));
let files = 0;
const newPath = () => join(folder, `state-${(files += 1)}`);

const { DatabaseSync } =
  process.getBuiltinModule("node:sqlite") ??
  createRequire(new URL("../../packages/store/package.json", import.meta.url))("@photostructure/sqlite");

/** Raw SQLite under the same settings: one table of numbers and payloads. */
const openRaw = () => {
  const database = new DatabaseSync(newPath());
  database.exec(
    "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 512",
  );
  database.exec("CREATE TABLE events (number INTEGER PRIMARY KEY, payload BLOB NOT NULL)");
  const insert = database.prepare("INSERT INTO events VALUES (?, ?)");
  const remove = database.prepare("DELETE FROM events WHERE number = ?");
  const inTransaction = (work) => {
    database.exec("BEGIN IMMEDIATE");
    work();
    database.exec("COMMIT");
  };
  return { database, insert, remove, inTransaction };
};

const chunks = (first) => Array.from({ length: chunkEvents }, (_, index) => first + index);

/** Each contender handles so many events, a chunk at a time. */
const contenders = {
  "raw SQLite, insert": () => {
    const { database, insert, inTransaction } = openRaw();
    return {
      chunk: (first) => inTransaction(() => chunks(first).forEach((number) => insert.run(number, payload))),
      close: () => database.close(),
    };
  },
  "raw SQLite, insert and delete": () => {
    const { database, insert, remove, inTransaction } = openRaw();
    return {
      chunk(first) {
        inTransaction(() => chunks(first).forEach((number) => insert.run(number, payload)));
        inTransaction(() => chunks(first).forEach((number) => remove.run(number)));
      },
      close: () => database.close(),
    };
  },
  "store, append": () => {
    const store = openStore(newPath(), { rememberIds: 0 });
    const append = (first) =>
      chunks(first).map((number) => ({ source: "webhook", id: `id-${number}`, receivedAt: 1, payload }));
    return { chunk: (first) => store.commit({ append: append(first) }), close: store.close };
  },
  "store, append and settle": () => {
    const store = openStore(newPath(), { rememberIds: 0 });
    const append = (first) =>
      chunks(first).map((number) => ({ source: "webhook", id: `id-${number}`, receivedAt: 1, payload }));
    return {
      chunk(first) {
        const { numbers } = store.commit({ append: append(first) });
        store.commit({ settle: numbers });
      },
      close: store.close,
    };
  },
  "store, append and settle, an offset and 1,000,000 ids": () => {
    const store = openStore(newPath(), { rememberIds: 1_000_000 });
    store.readOffset("stream");
    const append = (first) =>
      chunks(first).map((number) => ({ source: "webhook", id: `id-${number}`, receivedAt: 1, payload }));
    return {
      chunk(first) {
        const events = append(first).filter(({ id }) => !store.hasSeen(id));
        const { numbers } = store.commit({ append: events, remember: events.map(({ id }) => id) });
        store.commit({ settle: numbers, offsets: { stream: String(first) } });
      },
      close: store.close,
    };
  },
};

/** Runs all contenders once, in a random order. */
const runRound = () => {
  const results = {};
  for (const [name, create] of shuffled(Object.entries(contenders))) {
    const { chunk, close } = create();
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    for (let first = 1; first <= eventsARound; first += chunkEvents) chunk(first);
    const { user, system } = process.cpuUsage(cpu);
    results[name] = { ms: performance.now() - start, cpuMicroseconds: user + system };
    close();
  }
  return results;
};

const speedTable = () => {
  const all = Array.from({ length: rounds }, runRound);
  const rows = Object.keys(contenders).map((name) => {
    const base = name === "store, append" ? "raw SQLite, insert" : "raw SQLite, insert and delete";
    const eventsPerSecond = median(all.map((round) => eventsARound / (round[name].ms / 1_000)));
    const cpu = median(all.map((round) => round[name].cpuMicroseconds / eventsARound));
    const ratio = median(all.map((round) => round[base].ms / round[name].ms));
    return `| ${name} | ${Math.round(eventsPerSecond).toLocaleString("en")} | ${cpu.toFixed(1)} us | ${name.startsWith("raw") ? "" : ratio.toFixed(2)} |`;
  });
  return ["| | events/s | CPU an event | of raw SQLite |", "| --- | --- | --- | --- |", ...rows].join("\n");
};

/** Opens a backlog in a process of its own, and reads all of it. */
const measureBacklog = () => {
  const path = newPath();
  const store = openStore(path, { rememberIds: 1_000_000 });
  const append = Array.from({ length: chunkEvents }, () => ({ source: "webhook", receivedAt: 1, payload }));
  for (let count = 0; count * chunkEvents * payload.length < backlogMegabytes * 1_000_000; count += 1) {
    const remember = Array.from({ length: chunkEvents }, (_, index) => `0e3f5c8a-1234-4234-8234-${count}-${index}`);
    store.commit({ append, remember });
  }
  store.close();
  const megabytes = Math.round(statSync(path).size / 1_000_000);
  const child = new URL("backlog.mjs", import.meta.url).pathname;
  const measure = (...args) => JSON.parse(execFileSync(process.execPath, [child, path, ...args], { encoding: "utf8" }));
  return { megabytes, raw: measure("raw"), ...measure() };
};

const toText = ({ megabytes, events, openMs, openMegabytes, readMegabytes, raw }) =>
  [
    `A backlog of ${megabytes.toLocaleString("en")} MB, ${events.toLocaleString("en")} events, and 1,000,000 remembered ids:`,
    `opened in ${(openMs / 1_000).toFixed(1)} s, and ${openMegabytes} MB of memory above start then`,
    `(asked: at most 60 MB; ${openMegabytes <= 60 ? "met" : "missed"}). While all of it is read without a pause,`,
    `${readMegabytes} MB at most; raw SQLite, which reads the same rows, ${raw.readMegabytes} MB.`,
  ].join("\n");

try {
  const text = [
    `Node ${process.version}, ${rounds} rounds of ${eventsARound.toLocaleString("en")} events of ${payload.length} bytes in chunks of ${chunkEvents}, medians`,
    speedTable(),
    toText(measureBacklog()),
  ].join("\n\n");
  console.log(text);
  if (process.argv.includes("--write")) await writeTable("store", "store", text);
} finally {
  rmSync(folder, { recursive: true });
}
