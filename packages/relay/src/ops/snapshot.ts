/** What a run knows of its queue; absent numbers couldn't be read. */
export interface QueueSnapshot {
  readonly isConnected: boolean;
  /** Chunks that wait, and chunks that aren't settled. */
  readonly pending?: number | undefined;
  readonly held?: number | undefined;
  /** Chunks that were redelivered. */
  readonly redelivered?: number | undefined;
  /** Events that are set aside. */
  readonly rejects?: number | undefined;
  /** What an operator should know, in sentences. */
  readonly warnings: readonly string[];
}

/** What a run knows of its state. */
export interface StateSnapshot {
  /** What its files take on the disk, in bytes. */
  readonly sizeBytes: number;
  /** The part that holds something, in bytes: the file doesn't shrink, and is filled again before it grows. */
  readonly usedBytes: number;
  /** Events that are set aside. */
  readonly rejects: number;
}

/** What a run says of itself at one moment: metrics and health are made of it alone. */
export interface RunSnapshot {
  /** Events that came: the sum of all outcomes and of `pending`. */
  readonly received: number;
  readonly delivered: number;
  /** By reason. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly unrecognized: number;
  readonly invalid: number;
  readonly rejected: number;
  /** Events without an outcome so far. */
  readonly pending: number;
  /** Requests that were made again after a transient failure. */
  readonly retries: number;
  /** Connections of streams that were opened again. */
  readonly reconnects: number;
  /** Requests of the webhook that were refused, by their HTTP status. */
  readonly refused: Readonly<Record<string, number>>;
  /** How long ago the latest event happened that was sent, in seconds; absent before the first. */
  readonly lagSeconds?: number | undefined;
  /** How long ago the last event came, in seconds; absent before the first. */
  readonly idleSeconds?: number | undefined;
  /** Why nothing is delivered, or a source isn't read, at present; empty while all goes on. */
  readonly paused: readonly string[];
  /** Events that the queue has confirmed; only where a run publishes to one. */
  readonly published?: number | undefined;
  /** The state that a run keeps events in. */
  readonly state?: StateSnapshot | undefined;
  /** The queue that a run publishes to or takes from. */
  readonly queue?: QueueSnapshot | undefined;
  /** Whether events of at least one source are read and delivered; otherwise `reason` says why not. */
  readonly ready: { readonly ok: true } | { readonly ok: false; readonly reason: string };
}
