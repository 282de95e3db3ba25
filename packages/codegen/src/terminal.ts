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

/** A reader that went away (`| head`) has what it wanted: that is no failure. */
const ignoreClosedPipe = (error: Error): void => {
  if (!("code" in error && error.code === "EPIPE")) throw error;
};

/** What of a stream a terminal needs. */
interface TextStream {
  readonly on: (event: "error", listener: (error: Error) => void) => unknown;
  readonly write: (text: string) => unknown;
}

/** Makes a terminal of the streams of a process. Whatever is written after a reader went away is dropped. */
export const terminalOf = (stdout: TextStream, stderr: TextStream): Terminal => {
  for (const stream of [stdout, stderr]) stream.on("error", ignoreClosedPipe);
  return {
    out: (line) => void stdout.write(`${line}\n`),
    error: (line) => void stderr.write(`${line}\n`),
  };
};
