import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "../site/page-files.ts";

const run = promisify(execFile);

/**
 * Compiles all blocks as one program.
 *
 * @param root - The folder that has their project.
 * @returns One line per error: the page, the line in it and the compiler's message.
 */
export const compileBlocks = async (root: string): Promise<readonly string[]> => {
  const compiled = await run(join(repository, "node_modules/.bin/tsc"), ["-p", root, "--singleThreaded"], {
    maxBuffer: 10_000_000,
  }).catch((error: unknown) => error);
  const { stdout } = compiled as { readonly stdout: string };
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace(/^(?:.*?\/)?pages\/(.*?\.md)\/[^(]*\((\d+),\d+\)/, "$1:$2"));
};
