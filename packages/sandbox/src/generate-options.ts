import { type Given, type OptionRules, readOptions, whole } from "./option-rules.ts";

/** Options of a generator. */
export interface GenerateOptions {
  /** Seed of the random numbers; 1 by default. */
  readonly seed?: number | undefined;
  /** Number of events; 1,000 by default. */
  readonly count?: number | undefined;
}

const rules: OptionRules<GenerateOptions> = {
  seed: { accepts: Number.isSafeInteger, expected: "a whole number" },
  count: whole(0),
};

/**
 * Adds the defaults.
 *
 * @throws TypeError if the options aren't an object, or one of them is unknown or out of range.
 */
export const readGenerateOptions = (options: GenerateOptions): Required<Given<GenerateOptions>> => {
  const { seed = 1, count = 1_000 } = readOptions("A generator of events", options, rules);
  return { seed, count };
};
