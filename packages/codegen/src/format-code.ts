import { format } from "prettier";
import type { OutputFiles } from "./emit.ts";

const parsers: ReadonlyMap<string, string> = new Map([
  ["ts", "typescript"],
  ["cts", "typescript"],
  ["js", "babel"],
  ["cjs", "babel"],
]);

const printWidth = 120;

/**
 * Lays emitted code out as people who use Prettier have theirs. Other files are left as they are, and so is code that is
 * nested too deep for it, which is named.
 */
export const formatCode = async (
  files: OutputFiles,
): Promise<{ readonly files: OutputFiles; readonly notes: readonly string[] }> => {
  const notes: string[] = [];
  const formatted = new Map<string, string>();
  for (const [path, text] of files) {
    const parser = parsers.get(path.slice(path.lastIndexOf(".") + 1));
    try {
      formatted.set(path, parser === undefined ? text : await format(text, { parser, printWidth }));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      formatted.set(path, text);
      notes.push(`${path} isn't laid out, since it is nested too deep`);
    }
  }
  return { files: formatted, notes };
};
