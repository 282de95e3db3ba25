/** The client's counters, since it was made, and what it holds right now. */
export interface ClientStats {
  readonly delivered: number;
  readonly rejected: number;
  readonly undelivered: number;
  /** Requests begun. */
  readonly requests: number;
  /** Those of them that were made again for calls whose request before was a transient failure. */
  readonly retries: number;
  readonly pauses: number;
  readonly queuedEvents: number;
  /** Bytes of the calls that have no outcome yet, those in flight included. */
  readonly queuedBytes: number;
  readonly requestsInFlight: number;
  /** How many requests may be in flight at present. */
  readonly inFlightLimit: number;
  /** Why nothing more is sent; absent while the client is open and its key is good. */
  readonly stopped?: string;
}
