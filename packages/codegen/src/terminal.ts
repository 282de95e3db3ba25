import { printable, printableJson } from "@email-events/json-schema";

/** Where a program's lines go. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

/** What commands print with, the one way to a terminal: whatever they say, nothing reaches it that it would act on. */
export interface Output {
  /** Prints one line, of bounded length. */
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  /** Prints a value as JSON, whole and on several lines. */
  readonly json: (value: unknown) => void;
  /** Prints an error that no command expects. */
  readonly defect: (error: unknown) => void;
}

/** More lines of a defect tell nothing more. */
const mostDefectLines = 30;

const linesOf = (error: unknown): readonly string[] =>
  (error instanceof Error ? (error.stack ?? error.message) : "It is no error.").split("\n", mostDefectLines);

/** Makes an output of a terminal: the one way from here to there. */
export const createOutput = (terminal: Terminal): Output => ({
  out: (line) => terminal.out(printable(line)),
  error: (line) => terminal.error(printable(line)),
  json: (value) => terminal.out(printableJson(value)),
  defect: (error) => {
    for (const line of ["unexpected error, please report it:", ...linesOf(error)]) terminal.error(printable(line));
  },
});

/** Makes a terminal of the streams of a process. */
export const terminalOf = (stdout: NodeJS.WritableStream, stderr: NodeJS.WritableStream): Terminal => ({
  out: (line) => void stdout.write(`${line}\n`),
  error: (line) => void stderr.write(`${line}\n`),
});
