import type { Terminal } from "../terminal.ts";
import type { Output } from "./to-text.ts";

/**
 * Writes a command's result to standard output, or to standard error where that fails.
 *
 * @param what - What the result is, for the sentence that says so.
 * @returns Whether standard output took it.
 */
export const print = async ({ results, messages }: Terminal, output: Output, what: string): Promise<boolean> => {
  const written = await results.write(output);
  if (written.status === "written") return true;
  messages.line(`Can't write to standard output (${written.code}); this is ${what}:`);
  messages.output(output);
  return false;
};
