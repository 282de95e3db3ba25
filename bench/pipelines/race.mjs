import { fork } from "node:child_process";
import { once } from "node:events";
import { median } from "../percentile.mjs";
import { shuffled } from "../shuffled.mjs";

const here = (file) => new URL(file, import.meta.url);

/**
 * Runs contenders in shuffled rounds, each run in its own process, against a server that answers after `delayMs`.
 * Returns medians of measurements and of ratios. A ratio compares two runs of the same round, because rounds can differ
 * more than clients.
 */
export const race = async (names, { rounds, count, delayMs }) => {
  const sink = fork(here("sink.mjs"), [String(delayMs)]);
  const [port] = await once(sink, "message");
  const url = `http://127.0.0.1:${port}`;
  const runOnce = async (name) => {
    const child = fork(here("contend.mjs"), [name, url, String(count)], { execArgv: ["--expose-gc"] });
    const failed = once(child, "exit").then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`)));
    const [result] = await Promise.race([once(child, "message"), failed]);
    const { events } = await (await fetch(`${url}/count`)).json();
    // The count includes the thousand events of the warm-up.
    return { ...result, eventsPerSecond: (count / result.ms) * 1000, lost: count + 1_000 - events };
  };

  const results = new Map(names.map((name) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const name of shuffled(names)) {
      process.stderr.write(`answers after ${delayMs} ms, round ${round}/${rounds}: ${name}\n`);
      results.get(name).push(await runOnce(name));
    }
  }
  sink.disconnect();
  return {
    names,
    title: `${count.toLocaleString("en")} events, ${rounds} rounds, medians, Node ${process.version}, answers after ${delayMs} ms`,
    of: (name, field) => median(results.get(name).map((result) => result[field])),
    worst: (name, field) => Math.max(...results.get(name).map((result) => result[field])),
    ratio: (name, field, peer) =>
      median(results.get(name).map((result, round) => result[field] / results.get(peer)[round][field])),
  };
};
