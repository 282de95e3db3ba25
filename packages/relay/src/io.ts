import type { Readable, Writable } from "node:stream";

/** A stream of the system, with its file descriptor. */
interface SystemStream {
  readonly fd?: number;
  readonly isTTY?: boolean;
}

/** What a program receives from the system; tests replace it. */
export interface Io {
  /** On a terminal, a hint says that events are read from it. */
  readonly stdin: Readable & SystemStream;
  readonly stdout: Writable & SystemStream;
  /** On a terminal, progress is printed. */
  readonly stderr: Writable & SystemStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by the first Ctrl-C: reading stops, and events that were read are accounted for. */
  readonly interrupt?: AbortSignal;
  /** Aborted by the second Ctrl-C: events in flight are undelivered at once. */
  readonly abandon?: AbortSignal;
}
