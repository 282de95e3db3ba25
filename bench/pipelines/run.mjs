// Compares the client with a bare loop and the official clients, near and far, and checks the client's limits, in one run:
//   node run.mjs [--rounds 5] [--events 50000] [--write]
// --write updates docs/benchmarks/client-speed.md. To compare only some of them, without the limits:
//   node run.mjs --only PATTERN [--delay 0] [--rounds 5]
import { duelNames, farNames, toBarTable } from "./bars.mjs";
import { contenders } from "./contenders.mjs";
import { flag } from "../flag.mjs";
import { race } from "./race.mjs";
import { measureSize } from "./size.mjs";
import { toSpeedTable } from "./speed-table.mjs";
import { writeTable } from "../write-table.mjs";

const rounds = Number(flag("rounds", 5));
const count = Number(flag("events", 50_000));
const only = flag("only");
const names = Object.keys(contenders);

if (only === undefined) {
  const near = await race(
    names.filter((name) => !name.includes("16 in flight")),
    { rounds, count, delayMs: 0 },
  );
  // A difference of a few per cent needs many rounds; these are fast.
  const duel = await race(duelNames, { rounds: rounds * 5, count, delayMs: 0 });
  const far = await race(farNames, { rounds, count, delayMs: 100 });
  const { gzippedBytes } = await measureSize();
  const tables = {
    bars: toBarTable({ near, duel, far, gzippedBytes }),
    duel: toSpeedTable(duel),
    speed: toSpeedTable(near),
    "speed-slow": toSpeedTable(far),
  };
  for (const [name, table] of Object.entries(tables)) {
    console.log(`${table}\n`);
    if (process.argv.includes("--write")) await writeTable("client-speed", name, table);
  }
} else {
  const picked = names.filter((name) => new RegExp(only).test(name));
  console.log(toSpeedTable(await race(picked, { rounds, count, delayMs: Number(flag("delay", 0)) })));
}
