/** What became of a call: `failed` is a fault of the sandbox, for which nothing was stored. */
export type CallVerdict = "accepted" | "dropped" | "rejected" | "failed";

/** One call of a request. */
export interface RecordedCall {
  readonly outcome: CallVerdict;
  /** What is wrong with it, a sentence each. */
  readonly errors: readonly string[];
  /** The call as it arrived; absent where the request can't be parsed into calls. */
  readonly call?: unknown;
}

/** One request, and the verdict on each of its calls. It never holds the write key. */
export interface RecordedRequest {
  /** Counts from 1, and continues after a reset. */
  readonly number: number;
  /** When the request was answered, ISO 8601. */
  readonly time: string;
  /** `/v1/batch`, `/v1/track`, ... */
  readonly endpoint: string;
  /** Whether it has `X-Strict-Mode: 1`. */
  readonly isStrict: boolean;
  readonly isKeyAccepted: boolean;
  /** The status of the answer; absent where the connection was cut instead. */
  readonly status?: number;
  /** Size of the body in bytes, after decompression; as it arrived if it was too large or invalid, 0 if it wasn't read. */
  readonly sizeBytes: number;
  /** How many calls ended in each way. */
  readonly counts: Readonly<Partial<Record<CallVerdict, number>>>;
  /** Errors of its calls, at most 100, with their index in a batch. */
  readonly errors: readonly string[];
  readonly calls: readonly RecordedCall[];
}
