// Noise is reduced by short slices in a new random order each round, by comparing contestants within a round, and by
// the median over rounds. Absolute times are the 25th percentile.

const sliceMs = 5;

const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor(values.length * share)];

const shuffled = (values) => {
  const copy = [...values];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
};

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
export const ratioOf = (times, others) =>
  percentile(
    times.map((time, round) => others[round] / time),
    0.5,
  );

export { percentile, shuffled };
