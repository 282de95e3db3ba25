import type { Writable } from "node:stream";

/** The output streams of a program. */
export interface Outlets {
  readonly stdout: Writable;
  readonly stderr: Writable;
}
