import type { Issue } from "@email-events/core";

/** What an offset belongs to, by name, such as a digest of the app key. */
export type OffsetIdentity = Readonly<Record<string, string>>;

/** One partition of a source; each partition has an offset of its own. */
export interface OffsetPlace {
  readonly source: string;
  /** 0 to `partitions` - 1. */
  readonly partition: number;
  readonly partitions: number;
  /** Kept with the first offset of a source; with another value, its offsets are refused. */
  readonly identity?: OffsetIdentity | undefined;
}

/** Raw events of one partition, in the order in which they came. */
export interface QueueChunk {
  readonly source: string;
  readonly partition: number;
  /** The bytes of each event, without line breaks. None is longer than `JetStreamQueue.maxLineBytes`. */
  readonly lines: readonly Uint8Array[];
  /** When they came, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** Equal when the same chunk is published again: within two minutes, a single broker keeps it once. A cluster keeps both. */
  readonly id?: string | undefined;
}

/** An event that an operator has to look at. */
export interface Reject {
  /** The status of the event's outcome. */
  readonly status: string;
  readonly reason: string;
  readonly issues: readonly Issue[];
  /** Equal when the same event is set aside again: within ten minutes, a single broker keeps it once. A cluster keeps both. */
  readonly id: string;
  /** The index of the event in its chunk. */
  readonly index: number;
  /** The event, or the head of one that is too large. */
  readonly payload: Uint8Array;
  /** The size of the event in bytes, where `payload` is only its head. */
  readonly wholeBytes?: number | undefined;
}

/** What becomes of the events of a chunk. Those that it doesn't name need nothing more. */
export interface Settlement {
  readonly setAside?: readonly Reject[];
  /** Indexes of events that have no outcome yet: they are published again, as the next attempt. */
  readonly again?: readonly number[];
  /** Ids of delivered events. The broker doesn't keep them. */
  readonly remember?: readonly string[];
}

/**
 * A chunk that a consumer holds until it settles or releases it; when the consumer ends before, the chunk is
 * redelivered.
 */
export interface ConsumedChunk {
  readonly source: string;
  readonly partition: number;
  readonly lines: readonly Uint8Array[];
  /** When the events came, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** How often these events were delivered, from 1. */
  readonly attempt: number;
  /** Why the bytes aren't a chunk of this queue; `lines` has them as they are. */
  readonly problem?: string | undefined;
  /** Keeps the chunk with this consumer for another `JetStreamQueue.holdMs`, also while it is being settled. */
  readonly working: () => void;
  /**
   * Settles the chunk: publishes what it sets aside, then what has to be redelivered, then confirms the chunk.
   *
   * @throws QueueError when that isn't durable; the chunk is redelivered.
   */
  readonly ack: (settlement?: Settlement) => Promise<void>;
  /** Returns the whole chunk to the queue, which hands it out again after a delay of at least a second. */
  readonly release: (delayMs: number) => void;
}

/** How chunks are taken. */
export interface ConsumeOptions {
  /** Ends the loop. Chunks that were taken can still be settled. */
  readonly signal: AbortSignal;
  /** Maximum number of chunks that aren't settled. */
  readonly concurrency: number;
}

/** The state of the queue, for health and metrics. */
export interface QueueStatus {
  readonly isConnected: boolean;
  /** Whether it takes chunks now: its stream has a leader. */
  readonly isReady: boolean;
  /** Chunks that wait, and chunks that aren't settled. */
  readonly pending: number;
  readonly held: number;
  /** Chunks that were redelivered since this process started. */
  readonly redelivered: number;
  readonly rejects: number;
  /** What an operator should know, in sentences. */
  readonly warnings: readonly string[];
}

/** A queue on NATS JetStream. A published chunk is delivered at least once; the order of chunks isn't kept. */
export interface JetStreamQueue {
  /**
   * The longest line of a chunk, in bytes: what the server's `max_payload` leaves beside the headers. It changes with the server:
   * read it for each chunk.
   */
  readonly maxLineBytes: number;
  /** How long the queue waits for a silent consumer before it hands out the chunk again, in milliseconds. */
  readonly holdMs: number;
  /**
   * Resolves once the broker has confirmed the chunk. One that is larger than the server's `max_payload` becomes several.
   *
   * @throws QueueError, TypeError for a line that isn't bytes or has a line break
   */
  readonly publish: (chunk: QueueChunk) => Promise<void>;
  readonly consume: (options: ConsumeOptions) => AsyncIterable<ConsumedChunk>;
  /**
   * Keeps events that never were in a chunk, such as those that are too large.
   *
   * @throws QueueError
   */
  readonly setAside: (source: string, rejects: readonly Reject[]) => Promise<void>;
  /**
   * Resolves to the offset, and takes over the partition: the process that had it can't store offsets any more.
   *
   * @throws QueueError: `foreign` when the source is divided into another number of partitions, or its identity is
   * another one
   */
  readonly claimOffset: (place: OffsetPlace) => Promise<string | undefined>;
  /**
   * Resolves once the broker has confirmed the offset.
   *
   * @throws QueueError: `fenced` when another process has taken the place over, or an operator has set or forgotten its
   *   offset. TypeError when `claimOffset` hasn't read the place before, and for an offset that is no string.
   */
  readonly putOffset: (place: OffsetPlace, offset: string) => Promise<void>;
  /** Reads the state. Never rejects: while the broker doesn't answer, `isReady` is false and the counts are old. */
  readonly status: () => Promise<QueueStatus>;
  /** Ends the connection. */
  readonly close: () => Promise<void>;
}
