import { printable, printableJson } from "../printable.ts";

/** Where a program's lines go. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

/** What commands print with: whatever they say, nothing reaches the terminal that it would act on. */
export interface Output {
  /** Prints one line, of bounded length. */
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  /** Prints a value as JSON, whole and on several lines. */
  readonly json: (value: unknown) => void;
}

/** Makes an output of a terminal: the one way from here to there. */
export const createOutput = (terminal: Terminal): Output => ({
  out: (line) => terminal.out(printable(line)),
  error: (line) => terminal.error(printable(line)),
  json: (value) => terminal.out(printableJson(value)),
});

/** One thing that the command line can do. */
export interface Command {
  /** How it is called, without the program's name: `generate --schemas DIR --out DIR`. */
  readonly usage: string;
  /**
   * Does it.
   *
   * @param signal ends a command that would go on by itself
   * @returns the exit code: 0 when all is well, 1 when the work found something wrong
   * @throws UsageError when it was called wrongly
   */
  readonly run: (args: readonly string[], output: Output, signal?: AbortSignal) => Promise<number>;
}

/** A call that can't be carried out; its message says what to write instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
