/** How the streams of a queue are made. */
export interface StreamOptions {
  /** How many brokers keep each message. */
  readonly replicas: number;
  /** How much the chunks may take, in bytes. Rejects may take a tenth of it, but at least 4,000,000. */
  readonly maxBytes: number;
}
