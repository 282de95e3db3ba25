import type { QueueOffset } from "./queue-operator.ts";

/** What the broker knows of a stream. */
export interface InspectedStream {
  readonly name: string;
  readonly messages: number;
  readonly bytes: number;
  /** -1 without a limit. */
  readonly maxBytes: number;
  readonly replicas: number;
  /** The broker that leads it, by its name; none of a single one, and none before one is elected. */
  readonly leader: string | undefined;
  /** Replicas that lag behind, by name. */
  readonly lagging: readonly string[];
  readonly offline: readonly string[];
  /** Whether it takes messages now. */
  readonly isReady: boolean;
}

/** What the broker knows of the consumer that all workers share. */
export interface InspectedConsumer {
  /** Chunks that weren't delivered to a worker yet. */
  readonly pending: number;
  /** Chunks that were delivered, and aren't settled yet. */
  readonly held: number;
  /** Held chunks that were delivered more than once. */
  readonly redelivered: number;
  /** Requests of workers that wait for a chunk. */
  readonly waiting: number;
}

/** What `inspectQueueStreams` has found. */
export interface InspectedQueue {
  readonly serverVersion: string;
  readonly streams: readonly InspectedStream[];
  /** None before the first worker. */
  readonly consumer: InspectedConsumer | undefined;
  readonly offsets: readonly QueueOffset[];
  /** What an operator should know, in sentences. */
  readonly warnings: readonly string[];
}
