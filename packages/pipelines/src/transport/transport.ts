import { parseRetryAfter } from "./retry-after.ts";
import { toWords } from "./words.ts";

/** One POST, complete: the transport adds nothing but what HTTP itself needs. */
export interface TransportRequest {
  readonly url: URL;
  /** Holds the Authorization header: never log it. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lent until the promise settles or the signal is aborted: the client uses the memory again then. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Aborted when the attempt's time is up or the client closes. An outcome that comes at once then still counts. */
  readonly signal: AbortSignal;
}

/**
 * What became of one request. `retryable` covers network errors, 408, 425, 429, 5xx, 403 and a 401 that isn't the API's
 * own; `rejected` every other answer that isn't 2xx.
 */
export type RequestOutcome =
  | { readonly status: "accepted" }
  | {
      readonly status: "retryable";
      readonly retryAfterMs?: number | undefined;
      readonly cause: string;
      /** The request can't have arrived, as where the connection was refused. When it isn't said, it may have. */
      readonly isUnsent?: boolean | undefined;
    }
  | { readonly status: "rejected"; readonly httpStatus: number; readonly body: string };

/** Sends one request. An answer is an outcome; what is thrown, such as a network error, counts as `retryable`. */
export interface Transport {
  send(request: TransportRequest): Promise<RequestOutcome>;
  /** Throws a `ConfigError` where no request could ever reach that origin. The client asks once, when it is made. */
  check?(origin: URL): void;
  /** Closes idle connections. */
  close?(): void;
}

/** At most this much of an answer is read: enough for the API's words, however much a broken server sends. */
export const maxAnswerBytes = 16_384;
/** An answer's body is waited for this long, counted from its status: the words that came until then are kept. */
export const maxAnswerMs = 1_000;

const retryableStatuses: readonly number[] = [408, 425, 429];

/**
 * Whether an answer is of something before the API, such as a firewall, that may let the same request pass later: a 403,
 * which the API doesn't document, and a 401 with a body that isn't in the API's own form. The API's 401 has no body.
 */
export const isForeign = ({ httpStatus, body }: { readonly httpStatus: number; readonly body: string }): boolean =>
  httpStatus === 403 || (httpStatus === 401 && !/^\s*(\{\s*"meta"|$)/.test(body));

/** Turns an answer into an outcome; `date` is its `Date` header, which a `Retry-After` date is measured against. */
export const toRequestOutcome = (
  httpStatus: number,
  retryAfter: string | null | undefined,
  body: string,
  date?: string | null,
): RequestOutcome => {
  if (httpStatus >= 200 && httpStatus < 300) return { status: "accepted" };
  const rejected = { status: "rejected", httpStatus, body } as const;
  const isUnsent = isForeign(rejected) || undefined;
  if (httpStatus < 500 && !retryableStatuses.includes(httpStatus) && !isUnsent) return rejected;
  const retryAfterMs = parseRetryAfter(retryAfter, Date.now(), date);
  return { status: "retryable", cause: toWords(httpStatus, body), retryAfterMs, isUnsent };
};

interface NetworkError extends Error {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly isUnsent?: unknown;
  readonly errors?: readonly unknown[];
}

/** The first of the errors, this one and those that it stands for, that says it. */
const find = <T>(error: unknown, read: (error: NetworkError) => T | undefined): T | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { cause, errors }: NetworkError = error;
  return read(error) ?? find(cause, read) ?? find(errors?.[0], read);
};

const codeOf = (error: unknown): string | undefined =>
  find(error, ({ code }) => (typeof code === "string" ? code : undefined));

/**
 * Names a network error by its code, which fetch hides under `cause` and a failed dual-stack connection under `errors`.
 * The message of the error itself is left out: it may hold more than should be logged.
 */
export const toNetworkCause = (error: unknown): string =>
  `network error ${codeOf(error) ?? (error instanceof Error ? error.name : typeof error)}`;

// System calls that come before a connection, and codes of undici's limit for it, of TLS, which checks certificates before
// it sends, of proxies, and of Bun.
const noConnection = /\b(connect|getaddrinfo)\b|CONNECT_TIMEOUT|CERT|SIGNATURE|WRONG_VERSION|^PROXY|Refused/;

/** Whether an error says that there was no connection, so that the request can't have arrived. Any other leaves it open. */
export const wasNeverSent = (error: unknown): boolean => {
  const isSo = ({ isUnsent, code, syscall }: NetworkError) =>
    isUnsent === true || noConnection.test([code, syscall].join(" ")) || undefined;
  return find(error, isSo) === true;
};
