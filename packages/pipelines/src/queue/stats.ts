/** The counters of a client since it was created, and its current state. */
export interface ClientStats {
  readonly delivered: number;
  readonly rejected: number;
  readonly undelivered: number;
  /** Requests that were started, retries included. */
  readonly requests: number;
  /** Requests that repeat one that ended in a transient failure. */
  readonly retries: number;
  readonly pauses: number;
  readonly queuedEvents: number;
  /** Size of the calls without an outcome, in bytes of UTF-8; calls in flight are included. */
  readonly queuedBytes: number;
  readonly requestsInFlight: number;
  /** Current maximum number of requests in flight. */
  readonly inFlightLimit: number;
  /** Why no more calls are accepted: `close` was called, or the API refused the write key. Otherwise absent. */
  readonly stopped?: string;
}
