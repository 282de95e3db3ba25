import type { Writable } from "node:stream";

/** The streams that a program writes to. */
export interface Outlets {
  readonly stdout: Writable;
  readonly stderr: Writable;
}
