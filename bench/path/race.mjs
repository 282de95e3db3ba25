import { percentile } from "../percentile.mjs";
import { shuffled } from "../shuffled.mjs";

/**
 * Runs each contestant once a round, in an order shuffled anew, and returns the microseconds an event of elapsed time and
 * of the processor, the garbage collector's threads included: of the rounds the 25th percentile.
 */
export const race = async (contestants, { count, rounds, warmUps = 3 }) => {
  const plans = Object.entries(contestants).map(([name, run]) => ({ name, run, elapsed: [], cpu: [] }));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const { run, elapsed, cpu } of shuffled(plans)) {
      const before = process.cpuUsage();
      const from = performance.now();
      await run();
      const ms = performance.now() - from;
      const { user, system } = process.cpuUsage(before);
      if (round < 0) continue;
      elapsed.push((ms * 1_000) / count);
      cpu.push((user + system) / count);
    }
  }
  return plans.map(({ name, elapsed, cpu }) => ({
    name,
    elapsedUs: percentile(elapsed, 0.25),
    cpuUs: percentile(cpu, 0.25),
  }));
};
