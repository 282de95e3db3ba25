import type { Io } from "./io.ts";
import { writeText } from "./write-text.ts";

/**
 * Writes a command's result to stdout, or to stderr where stdout fails.
 *
 * @param what - What the text is, for the sentence that says so.
 * @returns Whether stdout took it.
 */
export const print = async (io: Pick<Io, "stdout" | "stderr">, text: string, what: string): Promise<boolean> => {
  const written = await writeText(io.stdout, text);
  if (written.ok) return true;
  await writeText(io.stderr, `Can't write to standard output (${written.code}); this is ${what}:\n${text}`);
  return false;
};
