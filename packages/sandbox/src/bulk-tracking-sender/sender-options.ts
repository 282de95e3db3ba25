import { isLoopbackHost } from "../http/is-loopback-host.ts";
import {
  flag,
  func,
  headers,
  iterable,
  milliseconds,
  oneOf,
  type Given,
  type OptionRules,
  readOptions,
  whole,
} from "../option-rules.ts";

/**
 * What goes wrong with one request: its body ends early, by FIN or RST, or the answer is lost after the request
 * arrived.
 */
export const senderFaults = ["cut-fin", "cut-rst", "lost-answer"] as const;

/** The name of one of them. */
export type SenderFault = (typeof senderFaults)[number];

/** Where events are posted, and how; everything but `url` and `events` has a default. */
export interface BulkTrackingSenderOptions {
  /** Where the webhook listens: an address on this machine's loopback. */
  readonly url: string;
  /** What is sent, in batches; anything that has a form in JSON. */
  readonly events: Iterable<unknown>;
  /** Such as `{ authorization: "Bearer SECRET" }`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Events in a request; 100 by default. A batch of one is sent as a bare object. */
  readonly batchSize?: number | undefined;
  /** `list` by default. */
  readonly framing?: "list" | "ndjson" | undefined;
  /** Whether bodies are gzip; not by default. */
  readonly gzip?: boolean | undefined;
  /** Time in ms before a batch is sent again; `Retry-After` comes first. 1,000 by default. */
  readonly retryDelayMs?: number | undefined;
  /** Makes requests fail: returns a fault, or a promise of it. `number` counts them from 1. */
  readonly fault?:
    | ((request: { readonly number: number }) => SenderFault | undefined | Promise<SenderFault | undefined>)
    | undefined;
  /** Called after each request, with its result. */
  readonly onRequest?: ((request: SentRequest) => void) | undefined;
}

/** One request, and its answer. */
export interface SentRequest {
  readonly number: number;
  readonly events: number;
  /** `undefined` without an answer. */
  readonly status: number | undefined;
}

export type SenderSettings = Required<Omit<Given<BulkTrackingSenderOptions>, "onRequest" | "url">> &
  Pick<Given<BulkTrackingSenderOptions>, "onRequest"> & { readonly url: URL };

/** Parses the URL of a webhook on this machine; returns `undefined` for any other text. */
export const parseSenderUrl = (text: string): URL | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "http:" && isLoopbackHost(url.host) ? url : undefined;
};

const rules: OptionRules<BulkTrackingSenderOptions> = {
  url: {
    accepts: (value) => parseSenderUrl(String(value)) !== undefined,
    expected: "an http URL on 127.0.0.1 or localhost",
    isRequired: true,
  },
  events: iterable,
  headers,
  batchSize: whole(1),
  framing: oneOf(["list", "ndjson"]),
  gzip: flag,
  retryDelayMs: milliseconds(0),
  fault: func,
  onRequest: func,
};

const faultRule = oneOf(senderFaults);

/**
 * Checks what was chosen as the fault of a request.
 *
 * @throws TypeError for what isn't a fault.
 */
export const readSenderFault = (chosen: SenderFault | null | undefined): SenderFault | undefined => {
  if (chosen === undefined || chosen === null) return undefined;
  if (faultRule.accepts(chosen)) return chosen;
  throw new TypeError(`the fault of a request must be ${faultRule.expected}`);
};

/**
 * Checks the options and fills in the defaults.
 *
 * @throws TypeError for an unknown name, for a value of another kind or out of range, and for a URL that isn't on this
 * machine.
 */
export const readSenderOptions = (options: BulkTrackingSenderOptions): SenderSettings => {
  const given = readOptions("createBulkTrackingSender", options, rules);
  return {
    headers: {},
    batchSize: 100,
    framing: "list",
    gzip: false,
    retryDelayMs: 1000,
    fault: () => undefined,
    ...given,
    url: new URL(given.url),
  };
};
