import type { Outlets } from "./outlets.ts";
import type { Terminal } from "./terminal.ts";

/** What a program is given by the system, so that a test can give it something else. */
export interface Io extends Outlets {
  /** Aborts when the user asks the program to end (Ctrl-C). */
  readonly signal: AbortSignal;
}

/** What a command is given: it writes through the terminal alone. */
export interface CommandIo {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}
