import { redact, toLine } from "@email-events/core/mapping";
import type { Io } from "./io.ts";
import { maxLineChars, toText, toTextLine, type Output } from "./terminal/to-text.ts";
import { writeOut, type OutputPart } from "./terminal/write-out.ts";
import { writeText, type Written } from "./terminal/write-text.ts";

/** More lines of a defect tell nothing more. */
const maxDefectLines = 30;

/** What a user is told, on standard error. */
export interface Messages {
  /** The number of the file, when the system opened it. */
  readonly fd: number | undefined;
  readonly isTerminal: boolean;
  /** Writes a line, over one of progress. */
  readonly line: (text: string) => void;
  /** Writes a line on a terminal that the next one is written over. */
  readonly progress: (text: string) => void;
  readonly clearProgress: () => void;
  /** Writes an error that no command expects. */
  readonly defect: (error: unknown) => void;
  /** Writes what standard output doesn't take. */
  readonly output: (output: Output) => void;
}

/** What a command makes, on standard output. */
export interface Results {
  readonly fd: number | undefined;
  /** Resolves when the system has it or refuses it. Never fails. */
  readonly write: (output: Output) => Promise<Written>;
  /** Writes outputs as fast as the reader takes them, and asks for no more once that fails. */
  readonly writeAll: (parts: AsyncIterable<OutputPart>) => Promise<Written>;
}

/** The two ways out of the program. What goes either way makes a terminal do nothing, and lines of text hold no address. */
export interface Terminal {
  readonly results: Results;
  readonly messages: Messages;
}

/** What a command is given: it writes through the terminal alone. */
export type CommandIo = Omit<Io, "stdout" | "stderr"> & Terminal;

/** Goes to the start of the line and empties it. */
const clearLine = "\r\u001B[K";

const createMessages = (stderr: Io["stderr"]): Messages => {
  const isTerminal = stderr.isTTY === true;
  const put = (text: string): void => void stderr.write(text);
  const line = (text: string): void => put(`${isTerminal ? clearLine : ""}${toTextLine(text)}`);
  return {
    fd: stderr.fd,
    isTerminal,
    line,
    progress: (text) => put(`\r${toLine(text, maxLineChars)}\u001B[K`),
    clearProgress: () => put(clearLine),
    defect: (error) => {
      const trace = error instanceof Error ? (error.stack ?? error.message) : "An unknown failure.";
      // Whole, since an address may go on in the next line.
      redact(trace, maxLineChars * maxDefectLines)
        .split("\n", maxDefectLines)
        .forEach(line);
    },
    output: (output) => put(toText(output)),
  };
};

/** Makes the ways out to the streams of a program, which nothing else writes to. */
export const createTerminal = ({ stdout, stderr }: Pick<Io, "stdout" | "stderr">): Terminal => ({
  results: {
    fd: stdout.fd,
    write: (output) => writeText(stdout, toText(output)),
    writeAll: (parts) => writeOut(parts, stdout),
  },
  messages: createMessages(stderr),
});

/** Gives a command what the system gives the program, with the terminal in place of the streams to write to. */
export const throughTerminal = ({ stdout, stderr, ...others }: Io): CommandIo => ({
  ...others,
  ...createTerminal({ stdout, stderr }),
});
