import type { ConnectionSettings } from "../connection/connection-settings.ts";
import type { ListedReject, ShownReject } from "./listed-reject.ts";

/** Which rejects are listed. */
export interface ListOptions {
  /** The number after which the page begins. Default: 0, the oldest. */
  readonly after?: number | undefined;
  /** How many events at most. Default: 500. */
  readonly limit?: number | undefined;
  readonly status?: string | undefined;
  readonly source?: string | undefined;
}

/** Some rejects in the order of their numbers. */
export interface RejectPage {
  readonly events: readonly ListedReject[];
  /** What to give as `after` for the next page; undefined at the end. */
  readonly next: number | undefined;
}

/** How many events were retried. */
export interface Retried {
  readonly published: number;
  /** Events of which only the head is kept: they stay as they are. */
  readonly headsOnly: number;
}

/** What an operator does with events that are set aside. */
export interface RejectOperations {
  readonly list: (options?: ListOptions) => Promise<RejectPage>;
  readonly show: (number: number) => Promise<ShownReject | undefined>;
  /** Publishes events again, then removes them from the rejects. */
  readonly retry: (numbers: readonly number[]) => Promise<Retried>;
  /** Removes events. Returns how many of them there were. */
  readonly drop: (numbers: readonly number[]) => Promise<number>;
}

/** Where a partition of a source continues. */
export interface QueueOffset {
  readonly source: string;
  readonly partition: number;
  /** Into how many partitions the source is divided. */
  readonly partitions: number | undefined;
  /** None before the first chunk. */
  readonly offset: string | undefined;
  /** Who wrote the offset last: a reader's `holder`, by default `host:pid`, with a random part; or `an operator`. */
  readonly holder: string;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
}

/** What an operator does with offsets. */
export interface OffsetOperations {
  readonly offsets: () => Promise<readonly QueueOffset[]>;
  /**
   * Sets where a partition continues. A process that reads it ends at its next chunk, fenced; the next one begins there.
   *
   * @throws QueueError: `refused` for a partition that nothing has read yet
   */
  readonly setOffset: (place: { readonly source: string; readonly partition: number }, offset: string) => Promise<void>;
  /** Forgets the offsets of a source, and into how many partitions it is divided. Returns whether there were any. */
  readonly forgetOffsets: (source: string) => Promise<boolean>;
}

/** What an operator does with a queue, also while it is in use. */
export interface QueueOperator extends RejectOperations, OffsetOperations {
  /** Ends the connection. */
  readonly close: () => Promise<void>;
}

/** Which queue an operator works on. */
export interface OperatorOptions extends ConnectionSettings {
  /** The prefix of streams and subjects. Default: `email-events`. */
  readonly stream?: string | undefined;
}
