import { isIPv6 } from "node:net";
import { isOriginForm } from "../destination/is-origin-form.ts";

const unitsMs: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/** The longest duration: 24 days, the longest that timers count. */
const maxDurationMs = 2_073_600_000;

/** What a duration looks like. */
const durationForm = "a duration such as 500ms, 30s, 2m or 1h";

/** Parses a duration with its unit to milliseconds; undefined for what isn't one. */
export const parseDuration = (text: string): number | undefined => {
  const [, digits, unit] = /^(\d{1,10})(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Number(digits) * (unitsMs.get(unit ?? "") ?? Number.NaN);
  return ms <= maxDurationMs ? ms : undefined;
};

/** A duration with a shortest one: what it looks like, and whether a text is one. */
export interface DurationForm {
  readonly form: string;
  readonly isValid: (text: string) => boolean;
}

const durationOf = (leastMs: number, form: string): DurationForm => ({
  form,
  isValid: (text) => (parseDuration(text) ?? -1) >= leastMs,
});

/** The durations of a configuration; options of the command line take the same. */
export const durations = {
  grace: durationOf(0, durationForm),
  connectTimeout: durationOf(1, "a duration of at least 1ms, such as 500ms, 30s, 2m or 1h"),
  // The queue counts a chunk as lost after this time.
  hold: durationOf(1_000, "a duration of at least 1s, such as 30s, 2m or 1h"),
} as const;

/** The numbers of a configuration; options of the command line take the same. */
export const ranges = {
  dedupe: { least: 0, most: 100_000_000 },
  stateMaxBytes: { least: 1_000_000, most: Number.MAX_SAFE_INTEGER },
  /** In seconds: at most a week. */
  deadline: { least: 0.001, most: 604_800 },
  concurrency: { least: 1, most: 1_000 },
} as const;

/** What a path looks like. */
export const pathForm = "the path of a file";

/** Whether a text can be a path: the system takes none with a NUL. */
export const isPath = (text: string): boolean => text.trim() !== "" && !text.includes("\0");

/** Where a server listens. */
export interface Address {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
}

const maxPort = 65_535;

/** What an address looks like. */
export const addressForm = "HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080";

/** Whether a text can be the name or the number of a host, without brackets: not `*`, which nothing can look up. */
const isHost = (text: string): boolean =>
  !/[?#%\\]/.test(text) && URL.canParse(`http://${text}`) && /^[\w.-]+$/.test(new URL(`http://${text}`).hostname);

/** Parses `HOST:PORT`; undefined for what isn't an address. */
export const parseAddress = (text: string): Address | undefined => {
  const [, bracketed, plain, digits] = /^(?:\[([\da-fA-F:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port > maxPort) return undefined;
  return (bracketed === undefined ? isHost(host) : isIPv6(host)) ? { host, port } : undefined;
};

/** Parses `N/M`, from 0/M to M-1/M; undefined for anything else. */
export const parsePartition = (text: string): { readonly selection: number; readonly count: number } | undefined => {
  const [, selection, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  if (!(Number(selection) < Number(count))) return undefined;
  return { selection: Number(selection), count: Number(count) };
};

/** Whether a text is `N/M`, from 0/M to M-1/M. */
export const isPartition = (text: string): boolean => parsePartition(text) !== undefined;

/** What a broker looks like. */
export const brokerForm = "nats://HOST:PORT or tls://HOST:PORT, without a user and a password";

/** Whether a text is the place of a broker: no path, and no credentials. */
export const isBroker = (text: string): boolean => {
  const host = text.replace(/^(?:nats|tls):\/\//, "");
  return parseAddress(host) !== undefined || parseAddress(`${host}:4222`) !== undefined;
};

/** Whether a broker is given by its number, and not by a name. */
export const isNumericBroker = (text: string): boolean => /^(?:(?:nats|tls):\/\/)?(?:\[|[\d.]+(?::|$))/.test(text);

/** What the prefix of streams looks like. */
export const prefixForm = "lowercase letters, digits and single hyphens, at most 100";

/** Whether a text can be the prefix of streams. */
export const isPrefix = (text: string): boolean => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && text.length <= 100;

/** Whether a host, as `URL` has it, is this machine. */
const isLoopback = (hostname: string): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);

/**
 * Whether a text is the origin of a server: no path, no credentials, and plain http only on loopback, as the clients
 * require it.
 */
export const isOrigin = (text: string): boolean => {
  if (!isOriginForm(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  const isSafe = protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
  return isSafe && pathname === "/" && `${search}${hash}${username}${password}` === "";
};
