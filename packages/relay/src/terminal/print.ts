import type { Terminal } from "../terminal.ts";
import type { Output } from "./to-text.ts";

/**
 * Prints a command's result to standard output, or to standard error if that fails.
 *
 * @param what - What the result is, for the message.
 * @returns Whether it was printed to standard output.
 */
export const print = async ({ results, messages }: Terminal, output: Output, what: string): Promise<boolean> => {
  const written = await results.write(output);
  if (written.status === "written") return true;
  messages.line(`Can't write to standard output (${written.code}); this is ${what}:`);
  messages.output(output);
  return false;
};
