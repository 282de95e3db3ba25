import { median, percentile } from "../percentile.mjs";
import { shuffled } from "../shuffled.mjs";

/**
 * Runs a slice of each contestant in each round, in an order shuffled anew. Returns the processor's microseconds an event
 * and the events a second, of the rounds the 25th percentile of the former and the median of the latter.
 */
export const raceCpu = async (contestants, { events, rounds, warmUps = 6 }) => {
  const plans = contestants.map((one) => ({ one, cpuUs: [], eventsPerSecond: [] }));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const { one, cpuUs, eventsPerSecond } of shuffled(plans)) {
      const result = await one.slice(events / one.blocks.events);
      if (round < 0) continue;
      cpuUs.push(result.cpuUs);
      eventsPerSecond.push(result.eventsPerSecond);
    }
  }
  return new Map(
    plans.map(({ one, cpuUs, eventsPerSecond }) => [
      one.name,
      { cpuUs: percentile(cpuUs, 0.25), eventsPerSecond: median(eventsPerSecond) },
    ]),
  );
};
