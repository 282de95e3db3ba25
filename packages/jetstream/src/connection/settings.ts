import { hostname } from "node:os";
import { credsAuthenticator, nkeyAuthenticator, type NodeConnectionOptions } from "@nats-io/transport-node";
import { QueueError } from "../queue-error.ts";

/** Who connects. `creds` is the text of a credentials file, `nkeySeed` the seed of a user. */
export type QueueCredentials =
  | { readonly user: string; readonly password: string }
  | { readonly token: string }
  | { readonly nkeySeed: string }
  | { readonly creds: string };

/** Certificates as PEM. An empty object requires TLS, with the CAs that Node knows. */
export interface QueueTls {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** Where the brokers are, and how to connect. */
export interface ConnectionSettings {
  /** `nats://host:port` or `tls://host:port` of one broker or more; without a user. */
  readonly servers: readonly string[];
  readonly credentials?: QueueCredentials | undefined;
  readonly tls?: QueueTls | undefined;
  /** How long to wait for a broker with a leader, in milliseconds. Default: 30,000. */
  readonly connectTimeoutMs?: number | undefined;
}

export const defaultConnectTimeoutMs = 30_000;

const serverForm = /^(?:(?:nats|tls):\/\/)?[^\s/@?#]+\/?$/;

const checkServers = (servers: readonly string[]): void => {
  if (servers.length === 0) throw new QueueError("refused", "At least one server is required, as nats://host:port.");
  if (servers.some((server) => server.includes("@"))) {
    throw new QueueError("refused", "A server must be given without user and password: pass them as credentials.");
  }
  if (!servers.every((server) => serverForm.test(server))) {
    throw new QueueError("refused", "A server must be nats://host:port or tls://host:port.");
  }
};

const wrongCreds = "The credentials file isn't one of NATS: it has no user JWT with a seed.";
const wrongSeed = "The nkey seed isn't one of a user: it begins with SU.";

/** Returns the options of the client that log in; a wrong file is found before it connects. */
const toAuth = (credentials: QueueCredentials | undefined): Partial<NodeConnectionOptions> => {
  if (credentials === undefined) return {};
  if ("user" in credentials) return { user: credentials.user, pass: credentials.password };
  if ("token" in credentials) return { token: credentials.token };
  const isCreds = "creds" in credentials;
  const authenticator = isCreds
    ? credsAuthenticator(new TextEncoder().encode(credentials.creds))
    : nkeyAuthenticator(new TextEncoder().encode(credentials.nkeySeed));
  try {
    authenticator("nonce");
  } catch (error) {
    throw new QueueError("refused", isCreds ? wrongCreds : wrongSeed, { cause: error });
  }
  return { authenticator };
};

const toTls = ({ servers, tls }: ConnectionSettings): Partial<NodeConnectionOptions> => {
  if (tls === undefined) return servers.some((server) => server.startsWith("tls://")) ? { tls: {} } : {};
  const { ca, cert, key } = tls;
  return {
    tls: {
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    },
  };
};

/**
 * Returns the options of the client.
 *
 * @throws QueueError: `refused` for servers or credentials that can't be right
 */
export const toClientOptions = (settings: ConnectionSettings): NodeConnectionOptions => {
  checkServers(settings.servers);
  return {
    servers: settings.servers.map((server) => server.replace(/^(?:nats|tls):\/\//, "").replace(/\/$/, "")),
    ...toAuth(settings.credentials),
    ...toTls(settings),
    name: `email-events ${hostname()}:${process.pid}`,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 100,
    reconnectJitter: 100,
    reconnectJitterTLS: 200,
    timeout: 5000,
    // A broker that doesn't answer, such as one behind a cut line, is left after ten to fifteen seconds.
    pingInterval: 5000,
    maxPingOut: 2,
    // A stack trace per request would cost more than the request.
    noAsyncTraces: true,
  };
};
