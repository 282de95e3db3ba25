import { systemClock, type Clock } from "./clock.ts";
import type { AirshipStreamOptions, Secret, StreamFilter, StreamPartition } from "./stream-options.ts";
import type { StreamState } from "./stream-state.ts";

/** The options, checked, with their defaults. */
export interface Settings {
  readonly url: URL;
  readonly scheme: "bearer" | "basic";
  readonly appKey: string;
  readonly secret: Secret;
  readonly start: "EARLIEST" | "LATEST" | undefined;
  readonly resumeOffset: string | undefined;
  readonly filters: readonly StreamFilter[] | undefined;
  readonly partition: StreamPartition | undefined;
  readonly idleTimeoutMs: number;
  readonly maxLineBytes: number;
  readonly signal: AbortSignal | undefined;
  readonly onState: (state: StreamState) => void;
  readonly clock: Clock;
  readonly random: () => number;
}

/** The options of an untyped caller. */
type Given = { readonly [Name in keyof AirshipStreamOptions]?: unknown };

const known: readonly string[] = Object.keys({
  stream: 0,
  token: 0,
  masterSecret: 0,
  region: 0,
  endpoint: 0,
  start: 0,
  resumeOffset: 0,
  appKey: 0,
  filters: 0,
  partition: 0,
  idleTimeoutMs: 0,
  maxLineBytes: 0,
  signal: 0,
  onState: 0,
  allowInsecure: 0,
  clock: 0,
  random: 0,
} satisfies Record<keyof AirshipStreamOptions, 0>);

// Source: Airship's documentation of the regions.
const origins: ReadonlyMap<unknown, string> = new Map([
  ["us", "https://connect.urbanairship.com"],
  ["eu", "https://connect.asnapieu.com"],
]);

const defaultIdleTimeoutMs = 120_000;
const defaultMaxLineBytes = 1_000_000;

function check(isGood: boolean, message: string): asserts isGood {
  if (!isGood) throw new TypeError(message);
}

const isLoopback = (hostname: string): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);

/** Whether a text can stand in a header. */
export const isHeaderText = (value: unknown): value is string =>
  typeof value === "string" && /^[\x21-\x7e]+$/.test(value);

const isCount = (value: unknown, least: number): value is number =>
  Number.isSafeInteger(value) && Number(value) >= least;

const isFunction = (value: unknown): value is (...given: unknown[]) => unknown => typeof value === "function";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const toOrigin = ({ region, endpoint, allowInsecure }: Given): URL => {
  check((region === undefined) !== (endpoint === undefined), 'Give region ("us" or "eu") or endpoint, and not both.');
  if (endpoint === undefined) {
    const origin = origins.get(region);
    check(origin !== undefined, 'region must be "us" or "eu".');
    return new URL(origin);
  }
  check(
    typeof endpoint === "string" && URL.canParse(endpoint),
    "endpoint must be an origin, such as http://127.0.0.1:4181.",
  );
  const url = new URL(endpoint);
  // `URL` also takes blanks, backslashes and an empty query.
  const isOrigin = /^https?:\/\/[^\s\\?#]+$/i.test(endpoint) && url.pathname === "/";
  check(isOrigin, "endpoint must be an http or https origin, without a path.");
  check(!url.username && !url.password, "endpoint must hold no credentials; give them by token or masterSecret.");
  check(
    url.protocol === "https:" || allowInsecure === true || isLoopback(url.hostname),
    "endpoint must be https, as the network can read the secrets of plain http; allowInsecure: true permits it.",
  );
  return url;
};

const checkSecret = (name: string, secret: unknown): void =>
  check(
    isFunction(secret) || isHeaderText(secret),
    `${name} must be a function, or a string of visible ASCII characters without blanks.`,
  );

/** Checks the stream and its credentials, and returns how requests are authorized. */
const toKind = ({ stream, appKey, token, masterSecret }: Given): Pick<Settings, "scheme"> => {
  check(
    stream === undefined || stream === "events" || stream === "compliance",
    'stream must be "events" or "compliance".',
  );
  check(isHeaderText(appKey), "appKey must be a string of visible ASCII characters without blanks.");
  const isCompliance = stream === "compliance";
  check(!isCompliance || token === undefined, 'stream "compliance" takes masterSecret, and no token.');
  check(isCompliance || masterSecret === undefined, 'masterSecret is for stream "compliance"; give a token.');
  checkSecret(isCompliance ? "masterSecret" : "token", isCompliance ? masterSecret : token);
  check(!isCompliance || !appKey.includes(":"), "appKey must hold no colon.");
  return { scheme: isCompliance ? "basic" : "bearer" };
};

const checkBeginning = ({ start, resumeOffset }: Given): void => {
  check((start === undefined) !== (resumeOffset === undefined), "Give start or resumeOffset, and not both.");
  check(start === undefined || start === "EARLIEST" || start === "LATEST", 'start must be "EARLIEST" or "LATEST".');
  check(
    resumeOffset === undefined || (typeof resumeOffset === "string" && resumeOffset !== ""),
    "resumeOffset must be a string that isn't empty.",
  );
};

const checkSelection = ({ filters, partition }: Given): void => {
  const isList = Array.isArray(filters) && filters.every(isRecord);
  check(filters === undefined || isList, "filters must be a list of objects.");
  check(
    !isList || filters.length > 0,
    "filters must not be empty, which Airship refuses; leave it out for all events.",
  );
  if (partition === undefined) return;
  const { count, selection } = isRecord(partition) ? partition : {};
  check(
    isCount(count, 1) && isCount(selection, 0) && selection < count,
    "partition must be { count, selection }, whole numbers with 0 <= selection < count.",
  );
};

/** Returns filters as they are sent: what the caller changes later doesn't reach the next connection. */
const copyFilters = (filters: readonly StreamFilter[]): readonly StreamFilter[] => {
  try {
    return JSON.parse(JSON.stringify(filters)) as readonly StreamFilter[];
  } catch {
    throw new TypeError("filters must be JSON: without BigInt and without circular references.");
  }
};

const checkRest = ({ allowInsecure, idleTimeoutMs, maxLineBytes, signal, onState, clock, random }: Given): void => {
  check(allowInsecure === undefined || typeof allowInsecure === "boolean", "allowInsecure must be true or false.");
  check(idleTimeoutMs === undefined || isCount(idleTimeoutMs, 1), "idleTimeoutMs must be a whole number, 1 or more.");
  check(maxLineBytes === undefined || isCount(maxLineBytes, 1), "maxLineBytes must be a whole number, 1 or more.");
  check(signal === undefined || signal instanceof AbortSignal, "signal must be an AbortSignal.");
  check(onState === undefined || isFunction(onState), "onState must be a function.");
  check(random === undefined || isFunction(random), "random must be a function.");
  const isClock = isRecord(clock) && isFunction(clock["now"]) && isFunction(clock["after"]);
  check(clock === undefined || isClock, "clock must have now() and after().");
};

const checkAll = (options: Given): void => {
  check(isRecord(options), "The options must be an object.");
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  check(
    unknown === undefined,
    `There is no option ${JSON.stringify(unknown?.slice(0, 100))}; use ${known.join(", ")}.`,
  );
  checkBeginning(options);
  checkSelection(options);
  checkRest(options);
};

/**
 * Checks the options and fills in the defaults.
 *
 * @throws TypeError for the first option that can't work. The message says what to do, and holds no secret.
 */
export const readSettings = (options: AirshipStreamOptions): Settings => {
  checkAll(options);
  const { scheme } = toKind(options);
  const origin = toOrigin(options);
  return {
    url: new URL(options.stream === "compliance" ? "/api/events/general" : "/api/events", origin),
    scheme,
    appKey: options.appKey,
    secret: options.stream === "compliance" ? options.masterSecret : options.token,
    start: options.start,
    resumeOffset: options.resumeOffset,
    filters: options.filters && copyFilters(options.filters),
    partition: options.partition && { ...options.partition },
    idleTimeoutMs: options.idleTimeoutMs ?? defaultIdleTimeoutMs,
    maxLineBytes: options.maxLineBytes ?? defaultMaxLineBytes,
    signal: options.signal,
    onState: options.onState ?? (() => undefined),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
};
