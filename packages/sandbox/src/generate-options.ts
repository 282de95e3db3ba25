/** Options of a generator. */
export interface GenerateOptions {
  /** Seed of the random numbers; 1 by default. */
  readonly seed?: number;
  /** Number of events; 1,000 by default. */
  readonly count?: number;
}

/**
 * Adds the defaults.
 *
 * @throws TypeError if a number is out of range.
 */
export const readGenerateOptions = ({ seed = 1, count = 1_000 }: GenerateOptions): Required<GenerateOptions> => {
  if (!Number.isSafeInteger(seed)) throw new TypeError("seed must be a whole number");
  if (!Number.isSafeInteger(count) || count < 0) throw new TypeError("count must be a whole number, 0 or more");
  return { seed, count };
};
