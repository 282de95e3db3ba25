import type { Output } from "../terminal.ts";

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
