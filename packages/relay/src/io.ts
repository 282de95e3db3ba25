import type { Readable, Writable } from "node:stream";

/** What a program is given by the system, so that a test can give it something else. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Writable;
  /** A terminal is shown progress. */
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user has had enough: reading ends, and what was read is accounted for. */
  readonly interrupt?: AbortSignal;
  /** Aborted when the user doesn't want to wait for what is in flight either: it is given back at once. */
  readonly abandon?: AbortSignal;
}
