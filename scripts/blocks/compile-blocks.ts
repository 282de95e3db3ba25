import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { tsc } from "../shared/native-compiler.mjs";

const run = promisify(execFile);

/**
 * Compiles all blocks as one program.
 *
 * @param root - The folder that has their project.
 * @returns One line per error: the page, the line in it and the compiler's message.
 */
export const compileBlocks = async (root: string): Promise<readonly string[]> => {
  const compiled = await run(tsc, ["-p", root, "--singleThreaded"], {
    maxBuffer: 10_000_000,
  }).catch((error: unknown) => error);
  const { stdout } = compiled as { readonly stdout: string };
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace(/^(?:.*?\/)?pages\/(.*?\.md)\/[^(]*\((\d+),\d+\)/, "$1:$2"));
};
