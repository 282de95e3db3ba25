import type { Outlets } from "@email-events/cli";
import type { Terminal } from "./terminal.ts";

/** What a program receives from the system; tests replace it. */
export interface Io extends Outlets {
  /** Aborts when the user ends the program (Ctrl-C). */
  readonly signal: AbortSignal;
}

/** What a command receives: it prints only through the terminal. */
export interface CommandIo {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}
