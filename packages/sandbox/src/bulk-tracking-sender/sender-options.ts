import { isLoopbackHost } from "../is-loopback-host.ts";

/** What goes wrong with one request: its body ends early, by FIN or RST, or the answer is lost after it came. */
export const senderFaults = ["cut-fin", "cut-rst", "lost-answer"] as const;
export type SenderFault = (typeof senderFaults)[number];

/** Where events are posted, and how; everything but `url` and `events` has a default. */
export interface BulkTrackingSenderOptions {
  /** Where the webhook listens: an address on this machine's loopback. */
  readonly url: string;
  /** What is sent, in batches; anything that has a form in JSON. */
  readonly events: Iterable<unknown>;
  /** Such as `{ authorization: "Bearer SECRET" }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Events in a request; 100 by default. A batch of one is sent as a bare object. */
  readonly batchSize?: number;
  /** `list` by default. */
  readonly framing?: "list" | "ndjson";
  /** Whether bodies are gzip; not by default. */
  readonly gzip?: boolean;
  /** Time in ms before a batch is sent again; `Retry-After` comes first. 1,000 by default. */
  readonly retryDelayMs?: number;
  /** Makes requests fail. `number` counts them from 1. */
  readonly fault?: (request: { readonly number: number }) => SenderFault | undefined;
  /** Called after each request, with what came of it. */
  readonly onRequest?: (request: SentRequest) => void;
}

/** One request, and its answer. */
export interface SentRequest {
  readonly number: number;
  readonly events: number;
  /** `undefined` where no answer came. */
  readonly status: number | undefined;
}

export type SenderSettings = Required<Omit<BulkTrackingSenderOptions, "onRequest" | "url">> &
  Pick<BulkTrackingSenderOptions, "onRequest"> & { readonly url: URL };

/** Parses the URL of a webhook on this machine; returns `undefined` for any other text. */
export const parseSenderUrl = (text: string): URL | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "http:" && isLoopbackHost(url.host) ? url : undefined;
};

const readUrl = (text: string): URL => {
  const url = parseSenderUrl(text);
  if (url === undefined) throw new TypeError("url must be an http URL on 127.0.0.1 or localhost");
  return url;
};

const checkWhole = (name: string, value: number, least: number): void => {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new TypeError(`${name} must be a whole number, ${least} or more`);
  }
};

/**
 * Fills in the defaults.
 *
 * @throws TypeError when an option is out of range, and for a URL that isn't on this machine.
 */
export const readSenderOptions = (options: BulkTrackingSenderOptions): SenderSettings => {
  const settings = {
    headers: {},
    batchSize: 100,
    framing: "list",
    gzip: false,
    retryDelayMs: 1000,
    fault: () => undefined,
    ...options,
    url: readUrl(options.url),
  } as const;
  checkWhole("batchSize", settings.batchSize, 1);
  checkWhole("retryDelayMs", settings.retryDelayMs, 0);
  return settings;
};
