import { CommandError } from "../command-error.ts";

/**
 * Reads the FILE of a command.
 *
 * @throws CommandError when there is none.
 */
export const readFileArgument = (file: string | undefined): string => {
  if (file !== undefined && file !== "") return file;
  throw new CommandError("Give a file of events, or - for standard input.");
};
