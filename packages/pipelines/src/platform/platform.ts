import type { Clock } from "./clock.ts";
import type { Transport } from "../transport/transport.ts";

/** What differs between Node and platforms that have only `fetch`. */
export interface Platform {
  readonly clock: Clock;
  readonly createTransport: () => Transport;
  readonly headers?: Readonly<Record<string, string>>;
  readonly gzip: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;
  /** Warns if the process exits while there are events without an outcome, until the returned function is called. */
  readonly warnOnExit?: (counts: { readonly queuedEvents: number }) => () => void;
  /** Publishes to tracing tools; costs nothing without a subscriber. */
  readonly publish?: (hook: "onOutcome" | "onRetry" | "onPause", message: unknown) => void;
}
