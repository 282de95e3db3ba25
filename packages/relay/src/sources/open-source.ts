import { open, type FileHandle } from "node:fs/promises";
import { addAbortSignal, type Readable } from "node:stream";
import { CommandError } from "../command-error.ts";
import type { Io } from "../io.ts";
import { gunzipIfNeeded } from "./gunzip-if-needed.ts";

/** Fewer, larger reads are worth half the time of parsing: see the project's measurements. */
const readBytes = 262_144;

const reasons = new Map([
  ["ENOENT", "there is no such file"],
  ["EACCES", "you may not read it"],
  ["EISDIR", "it is a folder"],
]);

const refuse = (path: string, error: unknown): CommandError => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "it can't be opened";
  const reason = reasons.get(code) ?? code;
  return new CommandError(`Can't read ${path}: ${reason}; give a file of events, or - for standard input.`);
};

const openFile = async (path: string): Promise<FileHandle> => {
  try {
    const file = await open(path);
    if (!(await file.stat()).isDirectory()) return file;
    await file.close();
  } catch (error) {
    throw refuse(path, error);
  }
  throw refuse(path, Object.assign(new Error("a folder"), { code: "EISDIR" }));
};

/**
 * Opens a file, or standard input for `-`, and unpacks it when it is gzip.
 *
 * @throws CommandError when there is no file that can be read.
 */
export const openSource = async (
  from: string,
  { stdin, interrupt }: Pick<Io, "stdin" | "interrupt">,
): Promise<AsyncIterable<Uint8Array>> => {
  const bytes: Readable = from === "-" ? stdin : (await openFile(from)).createReadStream({ highWaterMark: readBytes });
  return gunzipIfNeeded(interrupt === undefined ? bytes : addAbortSignal(interrupt, bytes));
};
