import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Enough for any handwritten schema file. */
const maxBuffer = 64 * 1024 * 1024;

/**
 * The environment of git. Hooks set GIT_DIR, and with it alone git takes the folder that it runs in for the root of the
 * working tree: https://git-scm.com/docs/git#Documentation/git.txt-GITDIR
 */
const environment = (): NodeJS.ProcessEnv => {
  const { GIT_DIR, ...others } = process.env;
  return GIT_DIR === undefined || others["GIT_WORK_TREE"] !== undefined ? process.env : others;
};

/** Runs git in a folder; `undefined` when it fails. */
export const git = async (root: string, ...args: readonly string[]): Promise<string | undefined> => {
  try {
    // A string, not a stream.
    // oxlint-disable-next-line no-restricted-properties -- of git, not of this process
    const { stdout } = await run("git", ["-C", root, ...args], { env: environment(), maxBuffer, timeout: 60_000 });
    return stdout;
  } catch {
    return undefined;
  }
};

/**
 * Reads files by the ids that git lists them with, all of them in one process; `undefined` where git fails. A file that the
 * repository doesn't have is missing.
 */
export const readObjects = async (
  root: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> => {
  const texts = new Map<string, string>();
  if (ids.length === 0) return texts;
  const reading = run("git", ["-C", root, "cat-file", "--batch"], {
    encoding: "buffer",
    env: environment(),
    maxBuffer: maxBuffer * ids.length,
    timeout: 60_000,
  });
  // What became of git is known from how it ends.
  reading.child.stdin?.on("error", () => {});
  reading.child.stdin?.end(ids.map((id) => `${id}\n`).join(""));
  // A buffer, not a stream.
  // oxlint-disable-next-line no-restricted-properties -- of git, not of this process
  const printed = await reading.then(({ stdout }) => stdout).catch(() => undefined);
  if (printed === undefined) return undefined;
  let start = 0;
  for (let end = printed.indexOf("\n"); end !== -1; end = printed.indexOf("\n", start)) {
    // The id, the type and the size; or the id and `missing`.
    const [id = "", , size] = printed.toString("latin1", start, end).split(" ");
    start = end + 1;
    if (size === undefined) continue;
    texts.set(id, printed.toString("utf8", start, start + Number(size)));
    start += Number(size) + 1;
  }
  return texts;
};

/** The lines, or the names that NUL separates, of what git printed. */
export const lines = (text: string | undefined): readonly string[] =>
  text?.split(/[\n\0]/).filter((line) => line !== "") ?? [];
