import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { percentile } from "../percentile.mjs";
import { shuffled } from "../shuffled.mjs";

/** Returns the milliseconds that a fresh process takes to import each module, in shuffled order. */
export const importTimes = (files, runs = 15) => {
  const times = Object.fromEntries(Object.keys(files).map((name) => [name, []]));
  const code = "const s=performance.now();await import(process.argv[1]);console.log(performance.now()-s)";
  for (let run = 0; run < runs; run += 1) {
    for (const [name, file] of shuffled(Object.entries(files))) {
      const args = ["--input-type=module", "-e", code, pathToFileURL(file).href];
      times[name].push(Number(execFileSync(process.execPath, args, { encoding: "utf8" })));
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, percentile(all, 0.25)]));
};
