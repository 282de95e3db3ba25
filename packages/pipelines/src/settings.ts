import { envelopeBytes, envelopes, type Envelope } from "./batch.ts";
import type { PipelinesClientOptions } from "./client-options.ts";
import { ConfigError } from "./config-error.ts";
import type { GateSettings } from "./gate.ts";

const origins = { us: "https://cdp.customer.io", eu: "https://cdp-eu.customer.io" } as const;

/** The numbers that are taken as they are given, all above 0. */
interface Limits {
  maxEventBytes: number;
  maxBatchBytes: number;
  maxInFlight: number;
  maxQueueBytes: number;
  timeoutMs: number;
  deadlineMs: number;
  backoffBaseMs: number;
  backoffCapMs: number;
  requestsPerSecond: number;
}

// The API says 32 KB and 500 KB; taken as thousands, the smaller reading, since permissive mode answers 200 to what it
// drops for its size.
const defaults: Limits = {
  maxEventBytes: 32_000,
  maxBatchBytes: 500_000,
  maxInFlight: 8,
  maxQueueBytes: 64_000_000,
  timeoutMs: 30_000,
  deadlineMs: 600_000,
  backoffBaseMs: 200,
  backoffCapMs: 30_000,
  requestsPerSecond: 900,
};

/** Options that passed every check, with the defaults filled in. */
export interface Settings extends Readonly<Limits>, GateSettings {
  readonly origin: URL;
  readonly authorization: string;
  /** Takes the write key out of a text from outside, such as a server that echoes its request. */
  readonly redact: (text: string) => string;
  readonly strict: boolean;
  readonly mode: "batch" | "track";
  readonly envelope: Envelope;
  readonly lingerMs: number;
  readonly gzip: boolean;
}

const isPositive = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && value > 0;

const isLimit = (name: string): name is keyof Limits => Object.hasOwn(defaults, name);

const toLimits = (options: { readonly [Name in keyof Limits]?: unknown }): Limits => {
  const limits = { ...defaults };
  for (const name of Object.keys(limits).filter(isLimit)) {
    const value = options[name] ?? defaults[name];
    if (!isPositive(value)) throw new ConfigError(`${name} must be a positive number, such as ${defaults[name]}.`);
    limits[name] = value;
  }
  if (!Number.isInteger(limits.maxInFlight)) throw new ConfigError("maxInFlight must be a whole number.");
  return limits;
};

const checkWriteKey = (writeKey: unknown): string => {
  if (typeof writeKey !== "string" || writeKey.trim() === "") {
    throw new ConfigError("writeKey is empty: pass the key of your Data Pipelines source.");
  }
  // A key with a space, a line break or a colon in it can't be sent as a user name: it was pasted with something else.
  if (!/^[\x21-\x39\x3b-\x7e]+$/.test(writeKey)) {
    throw new ConfigError("writeKey holds a character that no key has, such as a space: pass the key alone.");
  }
  return writeKey;
};

const toOrigin = (region: unknown, endpoint: unknown): URL => {
  if (endpoint === undefined) {
    const origin = region === "us" || region === "eu" ? origins[region] : undefined;
    if (origin === undefined) throw new ConfigError(`region must be "us" or "eu".`);
    return new URL(origin);
  }
  const text = endpoint instanceof URL ? endpoint.href : endpoint;
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new ConfigError("endpoint must be an http or https origin, such as http://127.0.0.1:4010.");
  }
  if (url.href !== `${url.origin}/`) {
    // Credentials may be among it: none of it is shown.
    throw new ConfigError("endpoint must be an origin alone, without credentials, path or query; the key is writeKey.");
  }
  return url;
};

/**
 * Checks the options once, so that nothing has to be checked again while events flow.
 *
 * @throws ConfigError for the first option that can't work.
 */
export const toSettings = <E>(options: PipelinesClientOptions<E>): Settings => {
  const mode: unknown = options.mode ?? "batch";
  if (mode !== "batch" && mode !== "track") throw new ConfigError(`mode must be "batch" or "track".`);
  const lingerMs = options.lingerMs ?? 100;
  if (lingerMs !== 0 && !isPositive(lingerMs)) throw new ConfigError("lingerMs must be 0 or a positive number.");
  const envelope = envelopes[mode];
  const limits = toLimits(options);
  // A body that holds one call is that call to the API: it is under the smaller limit, envelope and all.
  const bodyBytes = mode === "batch" ? limits.maxBatchBytes : Math.min(limits.maxBatchBytes, limits.maxEventBytes);
  const roomBytes = Math.floor(bodyBytes) - envelopeBytes(envelope);
  if (roomBytes < 2) throw new ConfigError("maxBatchBytes and maxEventBytes must leave room for an event.");
  const writeKey = checkWriteKey(options.writeKey);
  const credentials = btoa(`${writeKey}:`);
  return {
    ...limits,
    maxEventBytes: Math.min(limits.maxEventBytes, roomBytes),
    origin: toOrigin(options.region ?? "us", options.endpoint),
    authorization: `Basic ${credentials}`,
    redact: (text) => text.replaceAll(writeKey, "[write key]").replaceAll(credentials, "[write key]"),
    strict: options.strict ?? true,
    mode,
    envelope,
    lingerMs,
    gzip: options.gzip ?? false,
    random: options.random ?? Math.random,
  };
};
