/** Numbers without a gap, first and last included. */
export type Range = readonly [first: number, last: number];

/** Joins numbers that follow one another, so that one statement does for all of them. */
export const toRanges = (numbers: readonly number[]): readonly Range[] => {
  const ranges: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
};
