import type { Issue } from "@email-events/core";

/** An event as a source passes it to the store. */
export interface NewEvent {
  /** Where it came from, in the caller's own words. */
  readonly source: string;
  /** The bytes as they were received. */
  readonly payload: Uint8Array;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** The event's own id, where it is known. */
  readonly id?: string;
}

/** Events that came together from one source. */
export interface NewChunk extends Pick<NewEvent, "source" | "receivedAt"> {
  /** The bytes of each event, as they were received. */
  readonly payloads: readonly Uint8Array[];
}

/** An event in the store, under a number that is never given twice. */
export interface StoredEvent extends NewEvent {
  readonly number: number;
}

/** Why an event is set aside. `status` is that of the event's outcome, or `damaged`. */
export interface SetAsideReason {
  readonly status: string;
  readonly reason: string;
  readonly issues: readonly Issue[];
}

/** An event that waits for an operator, without its payload. */
export interface SetAsideSummary extends SetAsideReason {
  readonly number: number;
  readonly source: string;
  readonly id?: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** Milliseconds since 1970. */
  readonly setAsideAt: number;
  /** Whether an operator marked it for retry. */
  readonly isRetry: boolean;
  readonly sizeBytes: number;
}

/** An event that waits for an operator, with its payload. */
export interface SetAsideEvent extends SetAsideSummary {
  readonly payload: Uint8Array;
  /** Whether the payload isn't what was stored: its checksum doesn't match. */
  readonly isDamaged: boolean;
}

/** Where a page begins, and how much it holds. */
export interface PageOptions {
  /** The number after which it begins. Default: 0, the oldest. */
  readonly after?: number | undefined;
  /** How many events at most. Default: 500. */
  readonly limit?: number | undefined;
}

/** Some events in the order of their numbers. */
export interface Page<T> {
  readonly events: readonly T[];
  /** What to give as `after` for the next page; undefined at the end. */
  readonly next: number | undefined;
}

/** A page of events with their payloads, each checked against its checksum. */
export interface CheckedPage<T> extends Page<T> {
  /** The numbers of events that were found damaged. They are set aside as `damaged`, on a full disk by a later read. */
  readonly damaged: readonly number[];
}
