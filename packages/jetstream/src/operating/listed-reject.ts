import type { Issue } from "@email-events/core";

/** An event that waits for an operator, without its payload. */
export interface ListedReject {
  /** Its number in the stream of rejects, which is never given twice. */
  readonly number: number;
  readonly status: string;
  readonly reason: string;
  readonly issues: readonly Issue[];
  readonly source: string;
  /** The event's id, or a hash of it. */
  readonly id?: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** Milliseconds since 1970. */
  readonly setAsideAt: number;
  /** Always false: a retry is published at once. */
  readonly isRetry: boolean;
  readonly sizeBytes: number;
  /** The size of the event in bytes, where only its head is kept. */
  readonly wholeBytes?: number;
}

/** An event that waits for an operator, with its payload. */
export interface ShownReject extends ListedReject {
  readonly payload: Uint8Array;
  /** Always false: the broker checks what it stores. */
  readonly isDamaged: boolean;
}
