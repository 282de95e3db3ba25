import { createRandom } from "./create-random.ts";
import { readGenerateOptions, type GenerateOptions } from "./generate-options.ts";

/**
 * Makes the generator of a vocabulary that has none of its own: it draws from the valid examples, so that events repeat.
 *
 * @throws TypeError when seed or count is out of range; where there is no example, for any count above 0.
 */
export const generatorOfExamples = (examples: readonly unknown[]) =>
  function* generateExamples(options: GenerateOptions = {}): Generator<unknown, void, undefined> {
    const { seed, count } = readGenerateOptions(options);
    if (examples.length === 0 && count > 0) throw new TypeError("there is no valid example to draw events from");
    const random = createRandom(seed);
    for (let serial = 0; serial < count; serial += 1) yield examples[random.below(examples.length)];
  };
