import { isIPv6 } from "node:net";
import { QueueError } from "../queue-error.ts";
import { isRecord } from "../wire/parse-object.ts";
import type { ConnectionSettings } from "./connection-settings.ts";

/** The settings of an untyped caller. */
type Given = { readonly [Name in keyof ConnectionSettings]?: unknown };

/** @throws QueueError: `refused` */
export function check(isGood: boolean, message: string): asserts isGood {
  if (!isGood) throw new QueueError("refused", message);
}

const scheme = /^(?:nats|tls):\/\//;
const addressForm = /^[^\s/@?#]+$/;

/** Returns the host and the port of a server, as the client takes them. */
export const toAddress = (server: string): string => server.replace(scheme, "").replace(/\/$/, "");

/** The client parses an address as part of an http URL, and adds the brackets of a bare IPv6 address. */
const isAddress = (address: string): boolean =>
  addressForm.test(address) && (isIPv6(address) || URL.canParse(`http://${address}`));

const isNumeric = (address: string): boolean => isIPv6(address) || /^(?:\[|[\d.]+(?::|$))/.test(address);

/** Whether brokers must have TLS. */
export const needsTls = ({ servers, tls }: ConnectionSettings): boolean =>
  tls !== undefined || servers.some((server) => server.startsWith("tls://"));

function checkServers(servers: unknown): asserts servers is readonly string[] {
  check(
    servers === undefined || Array.isArray(servers),
    "The servers must be an array of strings, each as nats://host:port.",
  );
  check(servers !== undefined && servers.length > 0, "At least one server is required, as nats://host:port.");
  check(
    !servers.some((server) => String(server).includes("@")),
    "A server must be given without user and password: pass them as credentials.",
  );
  check(
    servers.every((server) => typeof server === "string" && isAddress(toAddress(server))),
    "A server must be nats://host:port or tls://host:port.",
  );
}

/** The members of each kind of credentials. */
const credentialKinds = [["user", "password"], ["token"], ["nkeySeed"], ["creds"]] as const;

const isCredentials = (value: unknown): boolean => {
  if (!isRecord(value)) return false;
  const members = credentialKinds.find(([first]) => first in value);
  return members !== undefined && members.every((name) => typeof value[name] === "string");
};

const isPem = (value: unknown): boolean =>
  value === undefined || typeof value === "string" || value instanceof Uint8Array;

const isTls = (value: unknown): boolean => isRecord(value) && ["ca", "cert", "key"].every((name) => isPem(value[name]));

/**
 * Checks how to connect, because callers in JavaScript have no type check.
 *
 * @throws QueueError: `refused` for what can't be right
 */
export const checkSettings = (settings: ConnectionSettings): void => {
  const { servers, credentials, tls, connectTimeoutMs }: Given = settings;
  checkServers(servers);
  check(
    credentials === undefined || isCredentials(credentials),
    "The credentials must be { user, password }, { token }, { nkeySeed } or { creds }, as strings.",
  );
  check(tls === undefined || isTls(tls), "The setting tls must be an object; its ca, cert and key are PEM texts.");
  check(
    connectTimeoutMs === undefined ||
      (typeof connectTimeoutMs === "number" && Number.isFinite(connectTimeoutMs) && connectTimeoutMs > 0),
    "The setting connectTimeoutMs must be a positive number of milliseconds.",
  );
  // The client doesn't compare the number of a host with those of the certificate.
  check(
    !needsTls(settings) || !servers.some((server) => isNumeric(toAddress(server))),
    "With TLS, a server must be given by the name in its certificate, not by a number.",
  );
};
