import { close, constants, createReadStream, fstat, open, type Stats } from "node:fs";
import { Socket } from "node:net";
import { addAbortSignal, type Readable } from "node:stream";
import { isatty, ReadStream as TerminalStream } from "node:tty";
import { promisify } from "node:util";
import { CommandError } from "../command-error.ts";
import type { CommandIo } from "../terminal.ts";
import { gunzipIfNeeded } from "./gunzip-if-needed.ts";
import { isStandardInput, refuseOutputAsSource } from "./same-file.ts";
import { quote } from "../terminal/quote.ts";

/** Large reads save half of the time of parsing, as measured. */
const readBytes = 262_144;

const openFile = promisify(open);
const closeFile = promisify(close);
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

/** Opens a stream on an open file that can be destroyed while it waits for bytes. */
const toStream = (path: string, fd: number, stats: Stats): Readable => {
  if (stats.isFIFO()) return new Socket({ fd, readable: true, writable: false });
  if (stats.isCharacterDevice() && isatty(fd)) return new TerminalStream(fd);
  return createReadStream(path, { fd, highWaterMark: readBytes });
};

/**
 * Opens a path. Doesn't block on a pipe without a writer, because a blocking `open` can't be interrupted, and would
 * prevent the exit.
 */
const openPath = async (path: string): Promise<Readable> => {
  let fd: number;
  try {
    fd = await openFile(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw refuse(path, codeOf(error));
  }
  const stats = await statFile(fd);
  if (!stats.isDirectory()) return toStream(path, fd, stats);
  await closeFile(fd);
  throw refuse(path, "EISDIR");
};

const hint = "Reading events from the terminal; end them with Ctrl-D.";

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
  const bytes = isStandardInput(from) ? await openStandardInput(io) : await openPath(from);
  return gunzipIfNeeded(io.interrupt === undefined ? bytes : addAbortSignal(io.interrupt, bytes));
};
