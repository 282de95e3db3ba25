import type { OutputFiles } from "./emit.ts";

const isCode = (path: string): boolean => /\.[cm]?[jt]s$/.test(path);

const printWidth = 120;

/**
 * Lays emitted code out as people who use Prettier have theirs. Other files are left as they are, and so is code that is
 * nested too deep for it, which is named.
 */
export const formatCode = async (
  files: OutputFiles,
): Promise<{ readonly files: OutputFiles; readonly notes: readonly string[] }> => {
  // Loaded when there is something to format: most commands have nothing, and it takes a while to load.
  const { format } = await import("prettier");
  const notes: string[] = [];
  const formatted = new Map<string, string>();
  for (const [path, text] of files) {
    try {
      formatted.set(path, isCode(path) ? await format(text, { filepath: path, printWidth }) : text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      formatted.set(path, text);
      notes.push(`${path} isn't laid out, since it is nested too deep`);
    }
  }
  return { files: formatted, notes };
};
