// Not as namespaces, which never have what a test puts in the place of `request`.
import http from "node:http";
import https from "node:https";
import { isIP, type TcpNetConnectOpts } from "node:net";
import { unescape } from "node:querystring";
import type { Duplex } from "node:stream";
import { urlToHttpOptions } from "node:url";
import { ConfigError } from "../config-error.ts";
import { isLoopback } from "./is-loopback.ts";
import { covers } from "./no-proxy.ts";
import type { ProxyEnvironment } from "./proxy-environment.ts";

/** Returns the first variable that is set; lower case comes first, as in curl. */
const readFirst = (
  env: ProxyEnvironment,
  names: readonly string[],
): { readonly name: string; readonly value: string } => {
  for (const lower of names) {
    const name = env[lower] === undefined ? lower.toUpperCase() : lower;
    const value = env[name] ?? "";
    if (value !== "") return { name, value };
  }
  return { name: "", value: "" };
};

/** Parses the URL of an HTTP proxy; returns undefined for other URLs and for one with a path. */
const toProxyAddress = (value: string): URL | undefined => {
  const text = value.includes("://") ? value : `http://${value}`;
  const address = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = address?.protocol === "http:" || address?.protocol === "https:";
  return isHttp && address.pathname === "/" ? address : undefined;
};

/**
 * Returns the proxy for a URL by `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`; lower case comes first, as in
 * curl. Loopback never uses a proxy.
 *
 * @throws ConfigError, with the code `PROXY_ADDRESS`, for a value that isn't the URL of an HTTP proxy, because the
 * client must not bypass a proxy. The message has the name of the variable, and not its value, which may contain a
 * password.
 */
export const proxyFor = (url: URL, env: ProxyEnvironment): URL | undefined => {
  const { name, value } = readFirst(env, [`${url.protocol.slice(0, -1)}_proxy`, "all_proxy"]);
  if (value === "" || isLoopback(url.hostname)) return undefined;
  const direct = readFirst(env, ["no_proxy"])
    .value.toLowerCase()
    .split(/[\s,]+/);
  if (direct.some((entry) => entry !== "" && covers(entry, url))) return undefined;
  const address = toProxyAddress(value);
  if (address) return address;
  const message = `The variable ${name} isn't the URL of an HTTP proxy: set it to http://host:port, or unset it.`;
  throw Object.assign(new ConfigError(message), { code: "PROXY_ADDRESS", isUnsent: true });
};

/** Returns the headers for a proxy with a user name and password. */
export const proxyHeaders = ({ username, password }: URL): Readonly<Record<string, string>> => {
  if (username === "") return {};
  // Unlike decodeURIComponent it accepts a stray `%`, which a URL can contain.
  const credentials = `${unescape(username)}:${unescape(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
};

// Node gives each address of a host, but the last, 250 ms to connect. If the last can't be reached, as with IPv6 in many
// networks, a server or proxy that is further away couldn't be reached either.
const connectMs = 1_000;

/**
 * Returns where to connect for a URL, and the name that a certificate must have. Node would take that from the `Host`
 * header, which names the server behind a proxy.
 */
export const toTarget = (
  url: URL,
): https.RequestOptions & Pick<TcpNetConnectOpts, "autoSelectFamilyAttemptTimeout"> => {
  const { protocol, hostname, port } = urlToHttpOptions(url);
  const name = hostname ?? "";
  // TLS has no names for addresses.
  const servername = isIP(name) === 0 ? name : "";
  return { protocol, hostname, port, servername, autoSelectFamilyAttemptTimeout: connectMs };
};

// Time limit for the answer to CONNECT.
const tunnelTimeoutMs = 30_000;

type Connected = (error: Error | null, socket?: Duplex) => void;

/** Keeps connections to https servers alive through a proxy's CONNECT tunnels. */
export class TunnelAgent extends https.Agent {
  readonly #proxy: URL;
  /** Requests for a tunnel without an answer, which the agent doesn't track. */
  readonly #opening = new Set<http.ClientRequest>();

  constructor(proxy: URL, options: https.AgentOptions) {
    super(options);
    this.#proxy = proxy;
  }

  override createConnection(options: https.RequestOptions, connected: Connected): undefined {
    const host = options.host?.includes(":") ? `[${options.host}]` : options.host;
    const target = `${host}:${options.port}`;
    const open = this.#proxy.protocol === "https:" ? https.request : http.request;
    const headers = { host: target, ...proxyHeaders(this.#proxy) };
    const request = open({ ...toTarget(this.#proxy), method: "CONNECT", path: target, headers, agent: false });
    // The agent doesn't notice if the request is aborted before the tunnel is open.
    request.setTimeout(tunnelTimeoutMs, () => request.destroy());
    this.#opening.add(request);
    request.once("close", () => this.#opening.delete(request));
    request.once("error", connected);
    request.once("connect", ({ statusCode = 0 }, socket) => {
      if (statusCode >= 200 && statusCode < 300) {
        request.setTimeout(0);
        const overTunnel = { ...options, socket };
        connected(null, super.createConnection(overTunnel) ?? undefined);
        return;
      }
      socket.destroy();
      connected(Object.assign(new Error("the proxy refused"), { code: `PROXY_${statusCode}` }));
    });
    request.end();
    return undefined;
  }

  override destroy(): void {
    for (const request of this.#opening) request.destroy();
    super.destroy();
  }
}
