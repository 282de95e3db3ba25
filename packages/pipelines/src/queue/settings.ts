import { envelopeBytes } from "./batch.ts";
import { check, checkLimit, checkOptions } from "./check-options.ts";
import type { PipelinesClientOptions } from "../client-options.ts";
import type { FlowControlSettings } from "./flow-control.ts";
import { isLoopback } from "../transport/is-loopback.ts";
import { createRedact } from "./redact.ts";

// The API documents 32 KB and 500 KB. A KB is taken as 1,000 bytes, the smaller reading, because in permissive mode the API
// answers 200 even if it drops a call for its size.
const defaults = {
  maxEventBytes: 32_000,
  maxBatchBytes: 500_000,
  lingerMs: 100,
  maxInFlight: 8,
  maxQueueBytes: 64_000_000,
  timeoutMs: 30_000,
  deadlineMs: 600_000,
  backoffBaseMs: 200,
  backoffCapMs: 30_000,
  requestsPerSecond: 900,
};

type Limits = typeof defaults;

/** Options that passed every check, with the defaults filled in. */
export interface Settings extends Readonly<Limits>, FlowControlSettings {
  readonly origin: URL;
  readonly authorization: string;
  /** Takes the write key out of a text from outside, such as a server that echoes its request, and cuts it short. */
  readonly redact: (text: string) => string;
  readonly strict: boolean;
  readonly mode: "batch" | "track";
  readonly gzip: boolean;
  /** Whether calls with different `integrations` may share a request. */
  readonly mixIntegrations: boolean;
}

const toLimits = (options: { readonly [Name in keyof Limits]?: number | undefined }): Limits => {
  const limits = { ...defaults };
  for (const name of Object.keys(defaults) as (keyof Limits)[]) {
    const value = options[name] ?? defaults[name];
    checkLimit(name, value, name === "lingerMs");
    limits[name] = value;
  }
  check(limits.maxInFlight % 1 === 0, "maxInFlight must be a whole number.");
  return limits;
};

const toOrigin = (region: string, endpoint: string | URL | undefined, allowInsecure = false): URL => {
  check(region === "us" || region === "eu", 'region must be "us" or "eu".');
  const text = String(endpoint ?? `https://cdp${region === "us" ? "" : "-eu"}.customer.io`);
  const url = new URL(URL.canParse(text) ? text : "x:");
  check(
    // The message doesn't repeat the endpoint, because it may contain credentials.
    url.href.startsWith("http") && url.href === `${url.origin}/`,
    "endpoint must be an http(s) origin without credentials or path.",
  );
  check(
    allowInsecure || url.protocol === "https:" || isLoopback(url.hostname),
    "endpoint must be https or on loopback, since http shows the write key to the network; allowInsecure permits it.",
  );
  return url;
};

const toCredentials = (writeKey: unknown): string => {
  // A key with a space, a line break or a colon in it, or a very long one, was pasted with something else.
  check(
    typeof writeKey === "string" && /^[!-9;-~]{1,999}$/.test(writeKey),
    "writeKey must be the key and nothing else.",
  );
  return btoa(`${writeKey}:`);
};

/**
 * Checks the options once, so that nothing has to be checked again while events flow.
 *
 * @throws ConfigError for the first option that can't work.
 */
export const toSettings = <E>(options: PipelinesClientOptions<E>): Settings => {
  checkOptions(options, ["writeKey", "region", "endpoint", "mode", ...Object.keys(defaults)]);
  const mode = options.mode ?? "batch";
  const credentials = toCredentials(options.writeKey);
  check(mode === "batch" || mode === "track", 'mode must be "batch" or "track".');
  const limits = toLimits(options);
  // In `track` mode the body is the call, so the limit for one call applies to the whole body, `sentAt` included.
  const bodyBytes = Math.min(limits.maxBatchBytes, mode === "batch" ? Infinity : limits.maxEventBytes);
  const roomBytes = Math.floor(bodyBytes - envelopeBytes[mode]);
  // A typed array of more than that may not be had.
  check(roomBytes > 1 && limits.maxBatchBytes < 1e9, "maxBatchBytes and maxEventBytes must leave room, under 1 GB.");
  return {
    ...limits,
    maxInFlightFar: options.maxInFlight ?? limits.maxInFlight * 4,
    maxEventBytes: Math.min(limits.maxEventBytes, roomBytes),
    origin: toOrigin(options.region ?? "us", options.endpoint, options.allowInsecure),
    authorization: `Basic ${credentials}`,
    redact: createRedact(options.writeKey, credentials),
    strict: options.strict ?? true,
    mode,
    gzip: options.gzip ?? false,
    mixIntegrations: options.mixIntegrations ?? false,
    random: options.random ?? Math.random,
  };
};
