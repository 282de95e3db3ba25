import { fstat } from "node:fs";
import { addAbortSignal, type Readable } from "node:stream";
import { promisify } from "node:util";
import { CommandError } from "../command-error.ts";
import type { CommandIo } from "../terminal.ts";
import { gunzipIfNeeded } from "./gunzip-if-needed.ts";
import { openPath } from "./open-path.ts";
import { isStandardInput, refuseOutputAsSource } from "./same-file.ts";
import { quote } from "../terminal/quote.ts";

const statFile = promisify(fstat);

const reasons = new Map([
  ["ENOENT", "there is no such file"],
  ["ENOTDIR", "there is no such file"],
  ["EACCES", "permission denied"],
  ["EISDIR", "it is a folder"],
  ["ENXIO", "it is a socket"],
]);

const refuse = (name: string, code: string): CommandError =>
  new CommandError(
    `Can't read ${quote(name)}: ${reasons.get(code) ?? code}; give a file of events, or - for standard input.`,
  );

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "it can't be opened";

const hint = "Reading events from the terminal; end them with Ctrl-D.";

const openFile = (path: string): Promise<Readable> =>
  openPath(path).catch((error: unknown) => {
    throw refuse(path, codeOf(error));
  });

/** Opens standard input. Node reports no error for a directory, and would read nothing. */
const openStandardInput = async ({ stdin, messages }: Pick<CommandIo, "stdin" | "messages">): Promise<Readable> => {
  if (stdin.isTTY === true) messages.line(hint);
  if (stdin.fd === undefined) return stdin;
  const stats = await statFile(stdin.fd).catch((error: unknown) => {
    throw refuse("standard input", codeOf(error));
  });
  if (stats.isDirectory()) throw refuse("standard input", "EISDIR");
  return stdin;
};

/**
 * Opens a file, or standard input for `-`, and decompresses gzip.
 *
 * @throws CommandError if the file can't be read, or is also standard output or standard error.
 */
export const openSource = async (
  from: string,
  io: Pick<CommandIo, "stdin" | "results" | "messages" | "interrupt">,
): Promise<AsyncIterable<Uint8Array>> => {
  await refuseOutputAsSource(from, io);
  const bytes = isStandardInput(from) ? await openStandardInput(io) : await openFile(from);
  return gunzipIfNeeded(io.interrupt === undefined ? bytes : addAbortSignal(io.interrupt, bytes));
};
