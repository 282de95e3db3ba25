import type { SetAsideItem } from "./item.ts";

/** Seconds after which a sender may try again, where nobody knows better. */
const shortWait = "1";

interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why a request isn't accepted. Senders repeat what isn't answered with 2xx, so that each tells what would help. */
const refusals = {
  method: { status: 405, error: "Only POST is accepted", headers: { allow: "POST" } },
  unauthorized: {
    status: 401,
    error: "The secret is missing or wrong",
    headers: { "www-authenticate": 'Bearer, Basic realm="webhook", charset="UTF-8"' },
  },
  "content-type": { status: 415, error: "Content-Type must be application/json or application/x-ndjson" },
  encoding: {
    status: 415,
    error: "Content-Encoding must be gzip or identity",
    headers: { "accept-encoding": "gzip, identity" },
  },
  "too-large": { status: 413, error: "The body is too large; send fewer events at a time" },
  "cut-off": { status: 400, error: "The body ended before it was complete" },
  "in-flight": { status: 429, error: "Too many requests at a time", headers: { "retry-after": shortWait } },
  busy: {
    status: 429,
    error: "There is no room for the events now; send them again",
    headers: { "retry-after": shortWait },
  },
  "not-stored": {
    status: 503,
    error: "The events could not be stored; send them again",
    headers: { "retry-after": shortWait },
  },
} as const satisfies Record<string, Refusal>;

export type RefusalReason = keyof typeof refusals;

/** How many set-aside items an answer lists at most: without a limit, an answer could be larger than its request. */
const mostListed = 1000;

/** An answer to a request; its body is JSON. */
export interface WebhookAnswer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const respond = (status: number, body: unknown, headers: WebhookAnswer["headers"] = {}): WebhookAnswer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** Answers a request that isn't accepted. */
export const refuse = (reason: RefusalReason, headers: WebhookAnswer["headers"] = {}): WebhookAnswer => {
  const { status, error, ...refusal }: Refusal = refusals[reason];
  return respond(status, { error }, { ...refusal.headers, ...headers });
};

/** Answers a request whose items, so many, are stored. */
export const confirm = (count: number, setAside: readonly SetAsideItem[]): WebhookAnswer => {
  const notListed = setAside.length - mostListed;
  return respond(200, {
    accepted: count - setAside.length,
    setAside: setAside.slice(0, mostListed),
    ...(notListed > 0 && { notListed }),
  });
};
