import type { Writable } from "node:stream";

/** What a program is given by the system, so that a test can give it something else. */
export interface Io {
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Aborts when the user asks the program to end (Ctrl-C). */
  readonly signal: AbortSignal;
}
