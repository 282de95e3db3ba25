import type { Output } from "../terminal.ts";

/** What a command is given: it prints through the terminal alone. */
export interface CommandIo {
  readonly output: Output;
  /** Ends a command that goes on by itself. */
  readonly signal: AbortSignal;
}
