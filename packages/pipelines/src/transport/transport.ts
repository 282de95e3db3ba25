import { parseRetryAfter } from "./retry-after.ts";
import { toErrorMessage } from "./error-message.ts";

/** One complete POST request; the transport adds only what HTTP requires. */
export interface TransportRequest {
  readonly url: URL;
  /** Contains the Authorization header: never log it. */
  readonly headers: Readonly<Record<string, string>>;
  /** Valid until the promise settles or the signal is aborted; then the client reuses the memory. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Aborted at the attempt's time limit or when the client closes. An outcome that follows at once still counts. */
  readonly signal: AbortSignal;
}

/**
 * The outcome of one request. `retryable`: network errors, 408, 425, 429, 5xx, 403, and a 401 that isn't the API's.
 * `rejected`: every other answer that isn't 2xx.
 */
export type RequestOutcome =
  | { readonly status: "accepted" }
  | {
      readonly status: "retryable";
      readonly retryAfterMs?: number | undefined;
      readonly cause: string;
      /** Whether the request can't have arrived, as after a refused connection or a 429. By default it may have arrived. */
      readonly isUnsent?: boolean | undefined;
    }
  | { readonly status: "rejected"; readonly httpStatus: number; readonly body: string };

/** Sends one request, and follows no redirect. An error, such as a network error, counts as `retryable`. */
export interface Transport {
  send(request: TransportRequest): Promise<RequestOutcome>;
  /** Throws a `ConfigError` if no request can reach the origin. Called once, when the client is created. */
  check?(origin: URL): void;
  /** Closes the connections. Called when the client closes, except for a transport that was given as an option. */
  close?(): void;
}

/** Maximum number of bytes that are read of an answer: enough for the API's message. */
export const maxAnswerBytes = 16_384;
/** Time limit for an answer's body, counted from its status. The part that has arrived by then is kept. */
export const maxAnswerMs = 1_000;

// The server didn't take the request, and may take it later. A 5xx may be the answer to one that it took.
const notTaken: readonly number[] = [408, 425, 429];

/**
 * Whether an answer comes from something before the API, such as a firewall, that may let the request pass later: a
 * 403, which the API doesn't document, or a 401 with a body that isn't the API's. The API's 401 has no body.
 */
export const isForeign = ({ httpStatus, body }: { readonly httpStatus: number; readonly body: string }): boolean =>
  httpStatus === 403 || (httpStatus === 401 && !/^\s*(\{\s*"meta"|$)/.test(body));

/** Converts an answer to an outcome. A `Retry-After` date is compared with `date`, the answer's `Date` header. */
export const toRequestOutcome = (
  httpStatus: number,
  retryAfter: string | null | undefined,
  body: string,
  date?: string | null,
): RequestOutcome => {
  if (httpStatus >= 200 && httpStatus < 300) return { status: "accepted" };
  const rejected = { status: "rejected", httpStatus, body } as const;
  const isUnsent = isForeign(rejected) || notTaken.includes(httpStatus) || undefined;
  // 0 is no status, as of a network error in some implementations of `fetch` and XMLHttpRequest.
  if (httpStatus > 0 && httpStatus < 500 && !isUnsent) return rejected;
  const retryAfterMs = parseRetryAfter(retryAfter, Date.now(), date);
  return { status: "retryable", cause: toErrorMessage(httpStatus, body), retryAfterMs, isUnsent };
};

interface NetworkError extends Error {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly isUnsent?: unknown;
  readonly errors?: readonly unknown[];
}

/**
 * Returns the first value that `read` finds in an error, or in what caused it: its `cause`, or the first of its `errors`.
 * Never throws, whatever was thrown: a getter of an error may throw, and an error may be its own cause, whose search ends
 * with the stack.
 */
const find = <T>(error: unknown, read: (error: NetworkError) => T | undefined): T | undefined => {
  let found: T | undefined;
  try {
    if (error instanceof Error) {
      const { cause, errors }: NetworkError = error;
      found = read(error) ?? find(cause ?? errors?.[0], read);
    }
  } catch {}
  return found;
};

/**
 * Describes a network error by its code, as in `network error ECONNREFUSED`, or by its name if it has no code. `fetch`
 * puts the code into `cause`, a failed dual-stack connection into `errors`. The message is omitted, because it may
 * contain text that must not be logged.
 */
export const toNetworkCause = (error: unknown): string => {
  const toText = (value: unknown) => (typeof value === "string" ? value : undefined);
  const word = find(error, ({ code }) => toText(code)) ?? find(error, ({ name }) => toText(name));
  return `network error ${word ?? typeof error}`;
};

// System calls before a connection, and error codes of undici's connect timeout, of TLS (which checks certificates
// before it sends), and of Bun.
const noConnection = /\b(connect|getaddrinfo)\b|CONNECT_TIMEOUT|CERT|SIGNATURE|WRONG_VERSION|Refused/;

/**
 * Whether an error means that there was no connection, so the request can't have arrived. After any other error it may
 * have.
 */
export const wasNeverSent = (error: unknown): boolean => {
  const isSo = ({ isUnsent, code, syscall }: NetworkError) =>
    isUnsent || noConnection.test([code, syscall].join(" ")) || undefined;
  return find(error, isSo) === true;
};
