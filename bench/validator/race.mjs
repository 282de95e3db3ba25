// Noise is reduced by short slices in a new random order each round, by comparing contestants within a round, and by
// the median over rounds. Absolute times are the 25th percentile.

import { median } from "../percentile.mjs";
import { shuffled } from "../shuffled.mjs";

const sliceMs = 5;

// Results are added up, so that the engine can't eliminate the calls.
let sink = 0;

const timeOf = (check, events, passes) => {
  const start = performance.now();
  for (let pass = 0; pass < passes; pass += 1) {
    for (let i = 0; i < events.length; i += 1) sink += check(events[i]) ? 1 : 0;
  }
  return performance.now() - start;
};

const passesFor = (check, events) => {
  let passes = 1;
  for (timeOf(check, events, 1); timeOf(check, events, passes) < sliceMs / 2;) passes *= 2;
  return passes;
};

/** Returns nanoseconds per event for each contestant and round, on the same events. */
export const race = (contestants, events, rounds = 80) => {
  const entries = Object.entries(contestants);
  for (const [, check] of entries) timeOf(check, events, 200);
  const plans = entries.map(([name, check]) => ({ name, check, passes: passesFor(check, events), times: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const plan of shuffled(plans)) {
      plan.times.push((timeOf(plan.check, events, plan.passes) * 1e6) / (plan.passes * events.length));
    }
  }
  if (sink < 0) throw new Error("counted wrong");
  return Object.fromEntries(plans.map(({ name, times }) => [name, times]));
};

/** Returns how many times faster one contestant is than another. */
export const ratioOf = (times, others) => median(times.map((time, round) => others[round] / time));
