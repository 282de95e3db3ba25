import { CommandError } from "../command-error.ts";
import { vocabularyNames, type Vocabulary } from "../judging/vocabulary.ts";
import { quote } from "../terminal/quote.ts";

/**
 * Reads `--vocabulary`.
 *
 * @throws CommandError for one that there isn't.
 */
export const readVocabulary = (text: string | undefined): Vocabulary | undefined => {
  const found = vocabularyNames.find((name) => name === text);
  if (found !== undefined || text === undefined) return found;
  throw new CommandError(
    `There is no vocabulary "${quote(text)}"; give --vocabulary ${vocabularyNames.join(" or ")}, or leave it out.`,
  );
};
