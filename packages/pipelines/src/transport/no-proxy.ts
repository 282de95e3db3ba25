import { BlockList, isIP, isIPv6 } from "node:net";

/** Returns a host as `URL` formats it: in lower case and ASCII, an IPv6 address shortened and in brackets. */
const toHostname = (host: string): string =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host;

const withoutBrackets = (host: string): string => host.replaceAll(/[[\]]/g, "");

/** Whether an address is in a network; a name never is, since it would have to be resolved. */
const isInNetwork = (hostname: string, network: string, prefix: number): boolean => {
  const [address, start] = [withoutBrackets(hostname), withoutBrackets(network)];
  const version = isIP(start);
  if (version === 0 || isIP(address) !== version || prefix > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const networks = new BlockList();
  networks.addSubnet(start, prefix, family);
  return networks.check(address, family);
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
