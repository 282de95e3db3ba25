import { printable, printableJson } from "@email-events/json-schema";

/** The output of a program. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

/** How commands print. Every line is escaped, so that the terminal never acts on it. */
export interface Output {
  /** Prints one line, of bounded length. */
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  /** Prints a value as JSON, complete, on several lines. */
  readonly json: (value: unknown) => void;
  /** Prints an unexpected error. */
  readonly defect: (error: unknown) => void;
}

/** The number of printed lines of an unexpected error. */
const mostDefectLines = 30;

const linesOf = (error: unknown): readonly string[] =>
  (error instanceof Error ? (error.stack ?? error.message) : "The thrown value isn't an error.").split(
    "\n",
    mostDefectLines,
  );

/** Creates an output for a terminal. */
export const createOutput = (terminal: Terminal): Output => ({
  out: (line) => terminal.out(printable(line)),
  error: (line) => terminal.error(printable(line)),
  json: (value) => terminal.out(printableJson(value)),
  defect: (error) => {
    for (const line of ["unexpected error, please report it:", ...linesOf(error)]) terminal.error(printable(line));
  },
});

/** What a terminal needs of a stream. */
interface TextStream {
  readonly write: (text: string) => unknown;
}

/** The output streams of a process. */
interface OutputStreams {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
}

/** Creates a terminal for the output streams of a process. */
export const terminalOf = ({ stdout, stderr }: OutputStreams): Terminal => ({
  out: (line) => void stdout.write(`${line}\n`),
  error: (line) => void stderr.write(`${line}\n`),
});
