const unitsMs: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/** The longest duration: 24 days, the longest that timers count. */
const maxDurationMs = 2_073_600_000;

/** What a duration looks like. */
export const durationForm = "a duration such as 500ms, 30s, 2m or 1h";

/** Parses a duration with its unit to milliseconds; undefined for what isn't one. */
export const parseDuration = (text: string): number | undefined => {
  const [, digits, unit] = /^(\d{1,10})(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Number(digits) * (unitsMs.get(unit ?? "") ?? Number.NaN);
  return ms <= maxDurationMs ? ms : undefined;
};

/** Where a server listens. */
export interface Address {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
}

const maxPort = 65_535;

/** What an address looks like. */
export const addressForm = "HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080";

/** Parses `HOST:PORT`; undefined for what isn't an address. */
export const parseAddress = (text: string): Address | undefined => {
  const [, bracketed, plain, digits] = /^(?:\[([\da-fA-F:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  return host === undefined || port > maxPort ? undefined : { host, port };
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
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  const isSafe = protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
  return isSafe && pathname === "/" && `${search}${hash}${username}${password}` === "";
};
