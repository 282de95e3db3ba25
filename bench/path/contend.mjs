// One way beside the floor, in a process of its own, so that none leaves its garbage to another:
//   node contend.mjs KIND WHO FILE URL ROUNDS
import { readFileSync } from "node:fs";
import * as naive from "./naive.mjs";
import * as ours from "./ours.mjs";
import { race } from "./race.mjs";

const [kind, who, file, url, rounds] = process.argv.slice(2);
const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
const count = lines.length;
const { takeLine, inOneLoop, toNowhere, toBatches, toServer } = who === "ours" ? ours : naive;

// Results are added up here, so that no engine can find the work useless.
let sum = 0;
const overLines = (take) => () => {
  for (const line of lines) sum += Number(take(line));
};
const ways = {
  objects: () => overLines(takeLine),
  loop: () => {
    const run = inOneLoop(file);
    return () => void (sum += run());
  },
  relay: () => toNowhere(file, count),
  batches: () => toBatches(file, count),
  server: () => toServer(file, count, url),
};

const floor = overLines((line) => JSON.stringify(JSON.parse(line)).length);
const result = await race({ floor, way: ways[kind]() }, { count, rounds: Number(rounds) });
if (sum < 0) throw new Error("counted wrong");
process.send(result, () => process.exit());
