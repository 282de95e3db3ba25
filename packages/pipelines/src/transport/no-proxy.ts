import { isIPv4, isIPv6 } from "node:net";

/** Returns a host as `URL` formats it: in lower case and ASCII, an IPv6 address shortened and in brackets. */
const toHostname = (host: string): string =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host;

const toBinary = (numbers: readonly number[], digits: number): string =>
  numbers.map((number) => number.toString(2).padStart(digits, "0")).join("");

/** Returns the groups of a part of an IPv6 address. */
const toGroups = (part = ""): readonly number[] =>
  part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));

/** Returns the bits of an address, as digits; undefined for a name. */
const toBits = (hostname: string): string | undefined => {
  if (isIPv4(hostname)) return toBinary(hostname.split(".").map(Number), 8);
  if (!hostname.startsWith("[")) return undefined;
  const [before = [], after = []] = hostname.slice(1, -1).split("::").map(toGroups);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return toBinary([...before, ...zeros, ...after], 16);
};

/** Whether an address is in a network; a name never is, since it would have to be resolved. */
const isInNetwork = (hostname: string, network: string, prefix: number): boolean => {
  const address = toBits(hostname);
  const bits = toBits(network);
  if (address === undefined || bits?.length !== address.length || prefix > bits.length) return false;
  return address.startsWith(bits.slice(0, prefix));
};

/** A host, in brackets if it is an IPv6 address; then the length of a network's prefix, or a port. */
const entryForm = /^(\[[^\]]*\]|[^:/]*)(?:\/(\d+)|:(\d+))?$/;

/** IPv6 addresses are written with and without brackets. */
const withBrackets = (entry: string): string => {
  const [address = "", ...prefix] = entry.split("/");
  return isIPv6(address) ? [`[${address}]`, ...prefix].join("/") : entry;
};

/**
 * Whether an entry of `NO_PROXY` covers the URL: `*`; a host, or a domain with its subdomains, with or without a port;
 * or a network such as `10.0.0.0/8` or `fd00::/8`.
 */
export const covers = (entry: string, { hostname, port, protocol }: URL): boolean => {
  if (entry === "*") return true;
  const [, host = "", prefix, entryPort] = entryForm.exec(withBrackets(entry.replace(/^\*?\.?/, ""))) ?? [];
  if (host === "") return false;
  const name = toHostname(host);
  if (prefix !== undefined) return isInNetwork(hostname, name, Number(prefix));
  const ownPort = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  if (entryPort !== undefined && entryPort !== ownPort) return false;
  return hostname === name || hostname.endsWith(`.${name}`);
};
