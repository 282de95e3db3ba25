import { writeText, type Written } from "@email-events/cli";
import { redact, toLine } from "@email-events/core/mapping";
import type { Io } from "./io.ts";
import { maxLineChars, toText, toTextLine, type Output } from "./terminal/to-text.ts";
import { writeOut, type OutputPart } from "./terminal/write-out.ts";

/** The maximum number of printed lines of an unexpected error. */
const maxDefectLines = 30;

/** Messages to the user, on standard error. */
export interface Messages {
  /** The file descriptor, if the system opened one. */
  readonly fd: number | undefined;
  readonly isTerminal: boolean;
  /** Prints a line in place of the progress line. */
  readonly line: (text: string) => void;
  /** Prints a progress line on a terminal, which the next line replaces. */
  readonly progress: (text: string) => void;
  readonly clearProgress: () => void;
  /** Prints an unexpected error. */
  readonly defect: (error: unknown) => void;
  /** Prints a result that standard output doesn't accept. */
  readonly output: (output: Output) => void;
}

/** The results of a command, on standard output. */
export interface Results {
  readonly fd: number | undefined;
  /** Resolves when the output is written or refused. Never rejects. */
  readonly write: (output: Output) => Promise<Written>;
  /** Prints outputs as fast as they are read, and stops after an error. */
  readonly writeAll: (parts: AsyncIterable<OutputPart>) => Promise<Written>;
}

/** The only module that prints. Output contains no terminal control characters, and lines of text no addresses. */
export interface Terminal {
  readonly results: Results;
  readonly messages: Messages;
}

/** What a command receives: it prints only through the terminal. */
export type CommandIo = Omit<Io, "stdout" | "stderr"> & Terminal;

/** Moves to the start of the line and clears it. */
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
      const trace = error instanceof Error ? (error.stack ?? error.message) : "Unknown error.";
      // The whole text, because an address can continue on the next line.
      redact(trace, maxLineChars * maxDefectLines)
        .split("\n", maxDefectLines)
        .forEach(line);
    },
    output: (output) => put(toText(output)),
  };
};

/** Creates the terminal of a program's streams. Nothing else writes to them. */
export const createTerminal = ({ stdout, stderr }: Pick<Io, "stdout" | "stderr">): Terminal => ({
  results: {
    fd: stdout.fd,
    write: (output) => writeText(stdout, toText(output)),
    writeAll: (parts) => writeOut(parts, stdout),
  },
  messages: createMessages(stderr),
});

/** Returns what a command receives: the system's input, and the terminal in place of the output streams. */
export const throughTerminal = ({ stdout, stderr, ...others }: Io): CommandIo => ({
  ...others,
  ...createTerminal({ stdout, stderr }),
});
