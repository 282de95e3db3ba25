import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Enough for any handwritten schema file. */
const maxBuffer = 64 * 1024 * 1024;

/** Runs git in a folder; `undefined` when it fails. */
export const git = async (root: string, ...args: readonly string[]): Promise<string | undefined> => {
  try {
    // A string, not a stream.
    // oxlint-disable-next-line no-restricted-properties
    const { stdout } = await run("git", ["-C", root, ...args], { maxBuffer, timeout: 60_000 });
    return stdout;
  } catch {
    return undefined;
  }
};

/** The lines, or the names that NUL separates, of what git printed. */
export const lines = (text: string | undefined): readonly string[] =>
  text?.split(/[\n\0]/).filter((line) => line !== "") ?? [];
