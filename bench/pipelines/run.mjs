// Measures every contender in one run: node run.mjs [--rounds 5] [--events 50000] [--delay 0] [--only PATTERN] [--write]
import { fork } from "node:child_process";
import { once } from "node:events";
import { contenders } from "./contenders.mjs";
import { flag } from "./events.mjs";
import { writeTable } from "./write-table.mjs";

const rounds = Number(flag("rounds", 5));
const count = Number(flag("events", 50_000));
const delayMs = Number(flag("delay", 0));
const only = flag("only", "");
const names = Object.keys(contenders).filter((name) => new RegExp(only).test(name));
const here = (file) => new URL(file, import.meta.url);

const sink = fork(here("sink.mjs"), [String(delayMs)]);
const [port] = await once(sink, "message");
const url = `http://127.0.0.1:${port}`;
const counted = async () => (await fetch(`${url}/count`)).json();

const runOnce = async (name) => {
  const child = fork(here("contend.mjs"), [name, url, String(count)], { execArgv: ["--expose-gc"] });
  const [result] = await once(child, "message");
  const { events, requests } = await counted();
  return { ...result, lost: count + 1_000 - events, requests };
};
const shuffled = (list) =>
  list
    .map((item) => [Math.random(), item])
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

const results = new Map(names.map((name) => [name, []]));
for (let round = 1; round <= rounds; round += 1) {
  for (const name of shuffled(names)) {
    process.stderr.write(`round ${round}/${rounds}: ${name}\n`);
    results.get(name).push(await runOnce(name));
  }
}
sink.disconnect();

const of = (name, field) => median(results.get(name).map((result) => result[field]));
const base = names[0];
// Rounds differ more than clients when the machine has other work: each is compared within its round.
const against = (name, ratio) =>
  median(results.get(name).map((result, round) => ratio(result, results.get(base)[round]))).toFixed(2);
const toRow = (name) => {
  const cells = [
    name,
    Math.round((count / of(name, "ms")) * 1000).toLocaleString("en"),
    against(name, (own, bare) => bare.ms / own.ms),
    against(name, (own, bare) => own.cpuMs / bare.cpuMs),
    `${Math.round(of(name, "memoryMb"))} MB`,
    `${Math.round(of(name, "stallMs"))} ms`,
  ];
  return `| ${cells.join(" | ")} |`;
};
const table = [
  `${count.toLocaleString("en")} events, ${rounds} rounds, medians, Node ${process.version}, answers after ${delayMs} ms`,
  "",
  "| client | events/s | of the bare loop | CPU, of the bare loop | memory above start | longest stall |",
  "| --- | --- | --- | --- | --- | --- |",
  ...names.map(toRow),
].join("\n");
console.log(table);
if (process.argv.includes("--write")) writeTable(delayMs > 0 ? "speed-slow" : "speed", table);
