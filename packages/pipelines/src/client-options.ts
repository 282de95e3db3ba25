import type { OtherCall } from "./calls.ts";
import type { Clock } from "./platform/clock.ts";
import type { Outcome } from "./outcome.ts";
import type { Transport } from "./transport/transport.ts";

/** A request that ended in a transient failure. */
export interface Retry {
  /** Number of failed requests for these events, this one included. */
  readonly attempt: number;
  readonly events: number;
  readonly cause: string;
}

/** A pause of all requests, because the server fails or asked for it. */
export interface Pause {
  readonly ms: number;
  readonly cause: string;
}

// Methods, because TypeScript doesn't compare their parameters strictly: a hook may take only the client's own events.
interface Functions<E> {
  messageId(event: E): string;
  onOutcome(outcome: Outcome<E | OtherCall>): void;
}

/** Options of a client. Only the write key is required. Every limit is a positive number. */
export interface PipelinesClientOptions<E> {
  /** The source's key, from Customer.io's Data Pipelines settings. It never appears in an error, a log or `util.inspect`. */
  readonly writeKey: string;
  /** The region of the workspace. Default `us`. */
  readonly region?: "us" | "eu" | undefined;
  /** An origin that replaces the region's, such as a sandbox's `http://127.0.0.1:4010`. */
  readonly endpoint?: string | URL | undefined;
  /** Allows an http `endpoint` on another machine, although the network can read the write key. Default false. */
  readonly allowInsecure?: boolean | undefined;
  /** Asks the API to answer 400 and 401, instead of 200, to calls that it drops. Default true. */
  readonly strict?: boolean | undefined;
  /** `batch` sends many calls per request to `/v1/batch`; `track` makes one request per call. Default `batch`. */
  readonly mode?: "batch" | "track" | undefined;
  /** The largest call, in bytes of UTF-8 as sent. Default 32,000, the API's limit. */
  readonly maxEventBytes?: number | undefined;
  /**
   * The largest request body, in bytes of UTF-8 as sent, envelope included; under 1 GB. Default 500,000, the API's limit.
   */
  readonly maxBatchBytes?: number | undefined;
  /**
   * How long a batch that isn't full waits for more calls; at most half of `deadlineMs`. Default 100 ms; 0 is allowed.
   */
  readonly lingerMs?: number | undefined;
  /**
   * Maximum number of requests in flight, a whole number; fewer after failures and slow answers. Default 8, and for a far server up to
   * 32, by one per answer, as long as no answer arrived within 75 ms.
   */
  readonly maxInFlight?: number | undefined;
  /** Maximum size of the queue in bytes; further calls are `undelivered` at once. Default 64,000,000. */
  readonly maxQueueBytes?: number | undefined;
  /**
   * Time limit of one request. Default 30,000 ms. Keep it well under `deadlineMs`, so that a silent server leaves time
   * for another attempt.
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Time limit of one event, all retries included. An event that joins a waiting batch has at least nine tenths of it.
   * Time in which the process doesn't run isn't counted. Default 600,000 ms.
   */
  readonly deadlineMs?: number | undefined;
  /** The first back-off is a random time up to this. Default 200 ms. */
  readonly backoffBaseMs?: number | undefined;
  /**
   * Maximum back-off, also limited to an eighth of `deadlineMs`. A server's `Retry-After` can be longer, up to half of
   * `deadlineMs`. Default 30,000 ms.
   */
  readonly backoffCapMs?: number | undefined;
  /** Maximum request rate. Default 900, which is within the API's limit of 3,000 requests in any 3 s. */
  readonly requestsPerSecond?: number | undefined;
  /** Compresses request bodies. Default false, because the API doesn't document that it accepts them. */
  readonly gzip?: boolean | undefined;
  /**
   * Lets calls with different `integrations` share a request. Default false: the vendor's batch page says that
   * `integrations` apply to all calls of a batch, so one person's consent could be applied to another.
   */
  readonly mixIntegrations?: boolean | undefined;
  /**
   * Under Node, prints one line to stderr when the process exits (`process.exit` or an uncaught error) while the client
   * holds events without an outcome. Default true.
   */
  readonly warnOnExit?: boolean | undefined;
  /** Sends the requests. Default: `node:http(s)` under Node, `fetch` elsewhere. */
  readonly transport?: Transport | undefined;
  /** Returns the id of an event that has none; the same event must always get the same id. Default: a random UUID. */
  readonly messageId?: Functions<E>["messageId"] | undefined;
  /**
   * Closes the client at once when aborted: events that it holds are `undelivered`, and no further request is started.
   */
  readonly signal?: AbortSignal | undefined;
  /** Called with each outcome. An error thrown by any of the hooks is an uncaught exception, and loses no event. */
  readonly onOutcome?: Functions<E>["onOutcome"] | undefined;
  /** Called after each request that ended in a transient failure. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** Called when a pause begins or gets longer. */
  readonly onPause?: ((pause: Pause) => void) | undefined;
  /** Replaces the clock in tests. Default: the system's clock. */
  readonly clock?: Clock | undefined;
  /** 0 <= n < 1, for tests. */
  readonly random?: (() => number) | undefined;
}
