import { fstat, stat, type BigIntStats } from "node:fs";
import { promisify } from "node:util";
import { CommandError } from "../command-error.ts";
import type { CommandIo } from "../terminal.ts";
import { quote } from "../terminal/quote.ts";

/** A path or the descriptor of an open file. */
export type FileRef = string | number;

/** What identifies a file, whatever its name. */
type FileId = Pick<BigIntStats, "dev" | "ino">;

const statPath = promisify(stat);
const statOpen = promisify(fstat);

/**
 * Returns what identifies a file or pipe; undefined for a device, which can't be overwritten, and for a missing file.
 */
const identify = async (ref: FileRef): Promise<FileId | undefined> => {
  try {
    const found = await (typeof ref === "string" ? statPath(ref, { bigint: true }) : statOpen(ref, { bigint: true }));
    return found.isCharacterDevice() || found.isBlockDevice() ? undefined : found;
  } catch {
    return undefined;
  }
};

/** Whether two paths or open files are the same file, by device and inode, so links and redirections count. */
export const isSameFile = async (one: FileRef | undefined, other: FileRef | undefined): Promise<boolean> => {
  if (one === undefined || other === undefined) return false;
  const [first, second] = await Promise.all([identify(one), identify(other)]);
  return first !== undefined && first.dev === second?.dev && first.ino === second.ino;
};

/** Whether a file is a regular file. */
export const isRegularFile = async (ref: FileRef): Promise<boolean> => {
  try {
    return (await (typeof ref === "string" ? statPath(ref) : statOpen(ref))).isFile();
  } catch {
    return false;
  }
};

/** Other names of standard input. */
const standardInputs = new Set(["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"]);

/** Whether a source is standard input. */
export const isStandardInput = (from: string): boolean => standardInputs.has(from);

/** The source as a file: a path, or the descriptor of standard input if it has one. */
export const sourceRef = (from: string, { stdin }: Pick<CommandIo, "stdin">): FileRef | undefined =>
  isStandardInput(from) ? stdin.fd : from;

const outputs = [
  ["results", "standard output"],
  ["messages", "standard error"],
] as const;

/**
 * Refuses a source to which standard output or standard error is redirected, because the output would be read, or would
 * overwrite the events.
 *
 * @throws CommandError
 */
export const refuseOutputAsSource = async (
  from: string,
  io: Pick<CommandIo, "stdin" | "results" | "messages">,
): Promise<void> => {
  const source = sourceRef(from, io);
  if (source === undefined || !(await isRegularFile(source))) return;
  for (const [name, words] of outputs) {
    if (!(await isSameFile(source, io[name].fd))) continue;
    const what = isStandardInput(from) ? "The file on standard input" : quote(from);
    throw new CommandError(`${what} is also ${words}; redirect ${words} to another file.`);
  }
};
