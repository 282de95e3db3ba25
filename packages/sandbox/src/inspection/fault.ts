import { delay, headers, oneOf, type OptionRules, text, whole } from "../option-rules.ts";

/** What a `respond` hook receives about a request. */
export interface SandboxRequest {
  /** Number of the request since the start or the last reset, from 1. */
  readonly number: number;
  /** `/v1/batch`, `/v1/track`, ... */
  readonly path: string;
  /** Whether it has `X-Strict-Mode: 1`. */
  readonly strict: boolean;
  /** Size of the body in UTF-8 bytes, after decompression; as it arrived if it was too large to read. */
  readonly sizeBytes: number;
}

/** The fault of a request, for tests of a client. Without `status` and `reset`, the request is only delayed. */
export interface Fault {
  /** Answers with this status instead of handling the request; nothing is stored. */
  readonly status?: number;
  /** Headers of that answer, such as `Retry-After`. They need a status. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Body of that answer. It needs a status. */
  readonly body?: string;
  /** Delay before anything else, in ms. */
  readonly delayMs?: number;
  /** Cuts the connection instead of answering: `before` or `after` the calls are stored. */
  readonly reset?: "before" | "after";
}

/** Returns the fault of a request, or `undefined` for none; or a promise of that. */
export type Respond = (request: SandboxRequest) => Fault | undefined | Promise<Fault | undefined>;

/** What a fault takes. */
export const faultRules: OptionRules<Fault> = {
  status: whole(200, 599),
  headers,
  body: text,
  delayMs: delay,
  reset: oneOf(["before", "after"]),
};
