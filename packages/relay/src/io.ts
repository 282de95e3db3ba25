import type { Readable } from "node:stream";
import type { Outlets, SystemStream } from "./outlets.ts";
import type { Terminal } from "./terminal.ts";

/** What a program is given by the system, so that a test can give it something else. */
export interface Io extends Outlets {
  /** A terminal is told that events are read from it. */
  readonly stdin: Readable & SystemStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user has had enough: reading ends, and what was read is accounted for. */
  readonly interrupt?: AbortSignal;
  /** Aborted when the user doesn't want to wait for what is in flight either: it is given back at once. */
  readonly abandon?: AbortSignal;
}

/** What a command is given: it writes through the terminal alone. */
export type CommandIo = Omit<Io, keyof Outlets> & Terminal;
