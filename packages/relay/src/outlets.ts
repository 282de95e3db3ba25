import type { Writable } from "node:stream";

/** What a stream of the system's has beside a stream: its file's number. */
export interface SystemStream {
  readonly fd?: number;
  readonly isTTY?: boolean;
}

/** The streams that a program writes to. */
export interface Outlets {
  readonly stdout: Writable & SystemStream;
  /** A terminal is shown progress. */
  readonly stderr: Writable & SystemStream;
}
