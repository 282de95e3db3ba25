import type { Readable, Writable } from "node:stream";

/** What a stream of the system's has beside a stream: its file's number. */
interface SystemStream {
  readonly fd?: number;
  readonly isTTY?: boolean;
}

/** What a program is given by the system, so that a test can give it something else. */
export interface Io {
  /** A terminal is told that events are read from it. */
  readonly stdin: Readable & SystemStream;
  readonly stdout: Writable & SystemStream;
  /** A terminal is shown progress. */
  readonly stderr: Writable & SystemStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user has had enough: reading ends, and what was read is accounted for. */
  readonly interrupt?: AbortSignal;
  /** Aborted when the user doesn't want to wait for what is in flight either: it is given back at once. */
  readonly abandon?: AbortSignal;
}
