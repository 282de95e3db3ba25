import { CommandError } from "./command-error.ts";

/**
 * Reads `--vocabulary`.
 *
 * @param known - The vocabularies that the command takes.
 * @throws CommandError for any other.
 */
export const readVocabulary = <V extends string>(text: string | undefined, known: readonly V[]): V | undefined => {
  const found = known.find((name) => name === text);
  if (found !== undefined || text === undefined) return found;
  throw new CommandError(`There is no vocabulary "${text}"; give --vocabulary ${known.join(" or ")}, or leave it out.`);
};
