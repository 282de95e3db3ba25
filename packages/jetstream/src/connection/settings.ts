import { hostname } from "node:os";
import { credsAuthenticator, nkeyAuthenticator, type NodeConnectionOptions } from "@nats-io/transport-node";
import { QueueError } from "../queue-error.ts";
import { needsTls, toAddress } from "./check-settings.ts";
import type { ConnectionSettings, QueueCredentials } from "./connection-settings.ts";

/** How long one broker may take to answer a connection, in milliseconds. */
const maxDialMs = 5000;

const wrongCreds = "The credentials file isn't one of NATS: it has no user JWT with a seed.";
const wrongSeed = "The nkey seed isn't one of a user: it begins with SU.";

/** Ends each line with a line feed alone, also the last one: the client finds no credentials otherwise. */
const withLineFeeds = (text: string): string => `${text.replaceAll("\r\n", "\n")}\n`;

/** Returns the options of the client that log in; a wrong file is found before it connects. */
const toAuth = (credentials: QueueCredentials | undefined): Partial<NodeConnectionOptions> => {
  if (credentials === undefined) return {};
  if ("user" in credentials) return { user: credentials.user, pass: credentials.password };
  if ("token" in credentials) return { token: credentials.token };
  const isCreds = "creds" in credentials;
  const authenticator = isCreds
    ? credsAuthenticator(new TextEncoder().encode(withLineFeeds(credentials.creds)))
    : nkeyAuthenticator(new TextEncoder().encode(credentials.nkeySeed.trim()));
  try {
    authenticator("nonce");
  } catch (error) {
    throw new QueueError("refused", isCreds ? wrongCreds : wrongSeed, { cause: error });
  }
  return { authenticator };
};

const toTls = (settings: ConnectionSettings): Partial<NodeConnectionOptions> => {
  if (!needsTls(settings)) return {};
  const { ca, cert, key } = settings.tls ?? {};
  return {
    tls: {
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    },
  };
};

/**
 * Returns the options of the client, for settings that were checked.
 *
 * @throws QueueError: `refused` for credentials that can't be right
 */
export const toClientOptions = (settings: ConnectionSettings): NodeConnectionOptions => {
  return {
    servers: settings.servers.map(toAddress),
    ...toAuth(settings.credentials),
    ...toTls(settings),
    name: `email-events ${hostname()}:${process.pid}`,
    maxReconnectAttempts: -1,
    // What refuses the credentials is counted by `watchConnection`: the client would close at the second error of its life.
    ignoreAuthErrorAbort: true,
    reconnectTimeWait: 100,
    reconnectJitter: 100,
    reconnectJitterTLS: 200,
    timeout: Math.min(maxDialMs, settings.connectTimeoutMs ?? maxDialMs),
    // A broker that doesn't answer, such as one behind a cut line, is left after ten to fifteen seconds.
    pingInterval: 5000,
    maxPingOut: 2,
    // A stack trace per request would cost more than the request.
    noAsyncTraces: true,
  };
};
