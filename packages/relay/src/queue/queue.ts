import type { SetAsideReason } from "@email-events/store";

/** What an offset belongs to, by name, such as a digest of the app key. */
export type OffsetIdentity = Readonly<Record<string, string>>;

/** One partition of a source; each partition has an offset of its own. */
export interface OffsetPlace {
  readonly source: string;
  /** 0 to `partitions` - 1. */
  readonly partition: number;
  readonly partitions: number;
  /** An engine (an implementation of `Queue`) that several processes share refuses an offset of another identity. */
  readonly identity?: OffsetIdentity | undefined;
}

/** Raw events of one partition, in the order in which they came. */
export interface QueueChunk {
  readonly source: string;
  readonly partition: number;
  /** The bytes of each event, without line breaks. None is longer than `Queue.maxLineBytes`. */
  readonly lines: readonly Uint8Array[];
  /** When they came, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** Equal when the same chunk is published again: an engine that remembers it keeps the chunk once. */
  readonly id?: string | undefined;
}

/** An event that an operator has to look at. */
export interface Reject extends SetAsideReason {
  /** Equal when the same event is set aside again: an engine that remembers it keeps the event once. */
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
  /** Ids of delivered events, for an engine that finds duplicates. */
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
  readonly receivedAt: number;
  /** How often these events were delivered, from 1. An engine may count from 1 again after a restart. */
  readonly attempt: number;
  /** Why the bytes aren't a chunk of this queue; `lines` has them as they are. */
  readonly problem?: string | undefined;
  /** Keeps the chunk with this consumer for another `Queue.holdMs`, also while it is being settled. */
  readonly working: () => void;
  /**
   * Settles the chunk. Resolves once that is durable.
   *
   * @throws QueueError when it isn't; the chunk comes again.
   */
  readonly ack: (settlement?: Settlement) => Promise<void>;
  /** Returns the whole chunk to the queue, which hands it out again after a delay. */
  readonly release: (delayMs: number) => void;
}

/** How a chunk is taken. */
export interface ConsumeOptions {
  /** Ends the loop. Chunks that were taken can still be settled. */
  readonly signal: AbortSignal;
  /** Maximum number of chunks that aren't settled. */
  readonly concurrency: number;
}

/** The state of a queue, for health and metrics. */
export interface QueueStatus {
  readonly isConnected: boolean;
  /** Whether it takes chunks now, such as when its replicas have a leader. */
  readonly isReady: boolean;
  /** Chunks that wait to be handed out; in a store, all events that aren't settled. */
  readonly pending: number;
  /** Chunks that were handed out and aren't settled. */
  readonly held: number;
  /** Chunks that were redelivered since this process started. */
  readonly redelivered: number;
  readonly rejects: number;
  /** What an operator should know, in sentences. */
  readonly warnings: readonly string[];
}

/**
 * The queue between what reads sources and what delivers events. Every method that promises something durable throws a
 * `QueueError` when it isn't.
 *
 * A chunk that is published comes at least once. Chunks come in no order.
 */
export interface Queue {
  /** The longest line of a chunk, in bytes, as of now: an engine on a server has the server's limit. */
  readonly maxLineBytes: number;
  /** How long the queue waits for a silent consumer before it hands out the chunk again, in milliseconds. */
  readonly holdMs: number;
  /** Resolves once the chunk is durable. */
  readonly publish: (chunk: QueueChunk) => Promise<void>;
  readonly consume: (options: ConsumeOptions) => AsyncIterable<ConsumedChunk>;
  /** Keeps events that never were in a chunk, such as those that are too large. */
  readonly setAside: (source: string, rejects: readonly Reject[]) => Promise<void>;
  /** Resolves to the offset, and takes over the partition: the process that had it can't store offsets any more. */
  readonly claimOffset: (place: OffsetPlace) => Promise<string | undefined>;
  /** Resolves once the offset is durable. Read it before you put one. */
  readonly putOffset: (place: OffsetPlace, offset: string) => Promise<void>;
  readonly status: () => Promise<QueueStatus>;
  readonly close: () => Promise<void>;
}
