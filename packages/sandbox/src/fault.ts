/** What a `respond` hook is told about a request. */
export interface SandboxRequest {
  /** Which request this is since the start or the last reset, from 1. */
  readonly number: number;
  /** `/v1/batch`, `/v1/track`, ... */
  readonly path: string;
  /** Whether it carries `X-Strict-Mode: 1`. */
  readonly strict: boolean;
  /** The body's size in bytes of UTF-8, after gzip; 0 when it was too large to read. */
  readonly sizeBytes: number;
}

/**
 * What goes wrong with a request, for tests of a client. With none of `status` and `reset` (a mere delay) the request is
 * then handled as ever.
 */
export interface Fault {
  /** Answers with this status instead of handling the request; nothing is stored. */
  readonly status?: number;
  /** Headers of that answer, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Body of that answer. */
  readonly body?: string;
  /** Waits before anything else. */
  readonly delayMs?: number;
  /** Cuts the connection instead of answering: `before` or `after` the calls are stored. */
  readonly reset?: "before" | "after";
}

/** Decides what goes wrong with a request; nothing does when it returns `undefined`. */
export type Respond = (request: SandboxRequest) => Fault | undefined;
