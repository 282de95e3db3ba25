import { CommandError } from "../command-error.ts";
import type { Vocabulary } from "../judging/vocabulary.ts";
import { quote } from "../terminal/quote.ts";

const known: readonly Vocabulary[] = ["airship", "bulk-tracking", "semantic"];

/**
 * Reads `--vocabulary`.
 *
 * @throws CommandError for one that there isn't.
 */
export const readVocabulary = (text: string | undefined): Vocabulary | undefined => {
  const found = known.find((name) => name === text);
  if (found !== undefined || text === undefined) return found;
  throw new CommandError(
    `There is no vocabulary "${quote(text)}"; give --vocabulary ${known.join(" or ")}, or leave it out.`,
  );
};
