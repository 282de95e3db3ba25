import { parseRetryAfter } from "../retry-after.ts";

/** One POST, complete: the transport adds nothing but what HTTP itself needs. */
export interface TransportRequest {
  readonly url: URL;
  /** Holds the Authorization header: never log it. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lent until the promise settles or the signal is aborted: the client uses the memory again then. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Aborted when the attempt's time is up or the client closes. */
  readonly signal: AbortSignal;
}

/** What became of one request. `retryable` covers network errors, 408, 425, 429 and 5xx; `rejected` every other answer that isn't 2xx. */
export type RequestOutcome =
  | { readonly status: "accepted" }
  | { readonly status: "retryable"; readonly retryAfterMs?: number | undefined; readonly cause: string }
  | { readonly status: "rejected"; readonly httpStatus: number; readonly body: string };

/** Sends one request. An answer is an outcome; what is thrown, such as a network error, counts as `retryable`. */
export interface Transport {
  send(request: TransportRequest): Promise<RequestOutcome>;
  /** Throws a `ConfigError` where no request could ever reach that origin. The client asks once, when it is made. */
  check?(origin: URL): void;
  /** Lets go of idle connections. */
  close?(): void;
}

/** At most this much of an answer is read: enough for the API's words, however much a broken server sends. */
export const maxAnswerBytes = 16_384;

const retryableStatuses: readonly number[] = [408, 425, 429];

/** Turns an answer into an outcome. */
export const toRequestOutcome = (
  httpStatus: number,
  retryAfter: string | null | undefined,
  body: string,
): RequestOutcome => {
  if (httpStatus >= 200 && httpStatus < 300) return { status: "accepted" };
  if (httpStatus < 500 && !retryableStatuses.includes(httpStatus)) return { status: "rejected", httpStatus, body };
  return { status: "retryable", cause: `HTTP ${httpStatus}`, retryAfterMs: parseRetryAfter(retryAfter, Date.now()) };
};

interface NetworkError extends Error {
  readonly code?: unknown;
  readonly errors?: readonly unknown[];
}

const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { code, cause, errors }: NetworkError = error;
  return typeof code === "string" ? code : (codeOf(cause) ?? codeOf(errors?.[0]));
};

/**
 * Names a network error by its code, which fetch hides under `cause` and a failed dual-stack connection under `errors`.
 * The message of the error itself is left out: it may hold more than should be logged.
 */
export const toNetworkCause = (error: unknown): string =>
  `network error ${codeOf(error) ?? (error instanceof Error ? error.name : typeof error)}`;
