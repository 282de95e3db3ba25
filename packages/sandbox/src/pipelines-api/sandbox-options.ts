import type { Respond } from "../inspection/fault.ts";
import type { RecordedRequest } from "../inspection/recorded-request.ts";
import { credential, func, milliseconds, type OptionRules, readOptions, whole } from "../option-rules.ts";

/** Options of a sandbox; all have defaults. */
export interface SandboxOptions {
  /** Port on 127.0.0.1; by default a free one. */
  readonly port?: number | undefined;
  /** The only accepted write key; by default any key that isn't blank. */
  readonly writeKey?: string | undefined;
  /** Number of last accepted calls that `events()` returns; 1,000 by default. */
  readonly keep?: number | undefined;
  /** Maximum size of a call in bytes; 32,000 by default, as in an official client. */
  readonly maxCallBytes?: number | undefined;
  /** Maximum size of a batch in bytes, envelope included; 500,000 by default, as in an official client. */
  readonly maxBatchBytes?: number | undefined;
  /** Time limit in ms for a request to arrive completely; then its connection is closed. 30,000 by default. */
  readonly requestTimeoutMs?: number | undefined;
  /** Makes requests fail, for tests of a client. */
  readonly respond?: Respond | undefined;
  /** Number of last requests that `requests()` returns; 1,000 by default, and at most what has 50 MB. */
  readonly keepRequests?: number | undefined;
  /** Called with each request when it is answered. It must not throw. */
  readonly onRequest?: ((request: RecordedRequest) => void) | undefined;
}

const rules: OptionRules<SandboxOptions> = {
  port: whole(0, 65_535),
  writeKey: credential("key"),
  keep: whole(0),
  maxCallBytes: whole(1),
  maxBatchBytes: whole(1),
  requestTimeoutMs: milliseconds(1),
  respond: func,
  keepRequests: whole(1),
  onRequest: func,
};

/**
 * Checks the options of a sandbox.
 *
 * @throws TypeError for an unknown name, and for a value of another kind or out of range.
 */
export const readSandboxOptions = (options: SandboxOptions): SandboxOptions =>
  readOptions("createSandbox", options, rules);
