/** Blocks are sent so many events at a time, so that the source holds no more than a run reads. */
const portionEvents = 20_000;

/**
 * Lets a contestant handle events without a pause, and returns its peak of memory in bytes after the first tenth of them
 * and after all.
 */
export const measurePeaks = async (contestant, events) => {
  const portion = portionEvents / contestant.blocks.events;
  const peaks = [];
  for (const share of [0.1, 1]) {
    while (contestant.handled() < events * share) await contestant.handle(portion);
    peaks.push((await contestant.usage()).mostBytes);
  }
  return { early: peaks[0], late: peaks[1] };
};
