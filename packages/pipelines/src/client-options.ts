import type { OtherCall } from "./calls.ts";
import type { Clock } from "./platform/clock.ts";
import type { Outcome } from "./outcome.ts";
import type { Transport } from "./transport/transport.ts";

/** A request that ended in a transient failure. */
export interface Retry {
  /** Requests for these events that have failed so, this one included. */
  readonly attempt: number;
  readonly events: number;
  readonly cause: string;
}

/** A pause of every request: the server is in trouble, or asked for it. */
export interface Pause {
  readonly ms: number;
  readonly cause: string;
}

/** How a client is made. Only the write key is required; every limit is a positive number. */
export interface PipelinesClientOptions<E> {
  /** The source's key, from Customer.io's Data Pipelines settings. It never appears in an error, a log or `util.inspect`. */
  readonly writeKey: string;
  /** Where the workspace lives. Default `us`. */
  readonly region?: "us" | "eu" | undefined;
  /** An origin to use in place of the region's, such as a sandbox's `http://127.0.0.1:4010`. */
  readonly endpoint?: string | URL | undefined;
  /** Permits an `endpoint` over plain http to another machine, where the network can read the write key. Default false. */
  readonly allowInsecure?: boolean | undefined;
  /** Asks the API to answer 400 and 401 instead of 200 to what it drops. Default true. */
  readonly strict?: boolean | undefined;
  /** `batch` fills requests to `/v1/batch`; `track` makes one request a call. Default `batch`. */
  readonly mode?: "batch" | "track" | undefined;
  /** The largest call, in bytes of UTF-8 as sent. Default 32,000, the API's limit. */
  readonly maxEventBytes?: number | undefined;
  /** The largest request body, in bytes of UTF-8 as sent, envelope included. Default 500,000, the API's limit. */
  readonly maxBatchBytes?: number | undefined;
  /** How long a batch that isn't full waits for more, half of `deadlineMs` at most. Default 100 ms; 0 is allowed. */
  readonly lingerMs?: number | undefined;
  /**
   * Requests in flight at a time, at most; fewer after failures and slow answers. Default 8, and up to 32, by one
   * for each answer, where the server is far: where no answer came within 75 ms.
   */
  readonly maxInFlight?: number | undefined;
  /** When the client holds that many bytes of calls, further calls are `undelivered` at once. Default 64,000,000. */
  readonly maxQueueBytes?: number | undefined;
  /**
   * The longest wait for the answer to one request. Default 30,000 ms. Keep it well under `deadlineMs`, so that a server that
   * is silent leaves time for another try.
   */
  readonly timeoutMs?: number | undefined;
  /**
   * The longest an event is tried for, from the moment it is handed over; one that joins others in a batch shares their
   * time, of which it has at least nine tenths. Time in which the process doesn't run isn't counted. Default 600,000 ms.
   */
  readonly deadlineMs?: number | undefined;
  /** The first back-off is a random time up to this. Default 200 ms. */
  readonly backoffBaseMs?: number | undefined;
  /**
   * No back-off is longer, nor longer than an eighth of `deadlineMs`; a server's `Retry-After` may be, up to half of
   * `deadlineMs`. Default 30,000 ms.
   */
  readonly backoffCapMs?: number | undefined;
  /** Default 900, within the API's 3,000 requests in any 3 s. */
  readonly requestsPerSecond?: number | undefined;
  /** Compresses request bodies. Default false: the API doesn't document that it reads them. */
  readonly gzip?: boolean | undefined;
  /**
   * Lets calls with different `integrations` share a request. Default false: the vendor's batch page says that
   * `integrations` apply to all calls of a batch, so that one person's consent might stand for another's.
   */
  readonly mixIntegrations?: boolean | undefined;
  /**
   * Under Node, writes one line to stderr when the process exits, by `process.exit` or an uncaught error, while the client
   * holds events that have no outcome. Default true.
   */
  readonly warnOnExit?: boolean | undefined;
  /** Sends the requests. Default: `node:http(s)` under Node, `fetch` elsewhere. */
  readonly transport?: Transport | undefined;
  /** Derives the id of an event that has none, so that the same event always has the same id. Default: a random UUID. */
  messageId?(event: E): string;
  /** Closes the client at once when aborted: what it holds is `undelivered`, and no request is begun any more. */
  readonly signal?: AbortSignal | undefined;
  onOutcome?(outcome: Outcome<E | OtherCall>): void;
  onRetry?(retry: Retry): void;
  onPause?(pause: Pause): void;
  /** Time, for tests. */
  readonly clock?: Clock | undefined;
  /** 0 <= n < 1, for tests. */
  readonly random?: (() => number) | undefined;
}
