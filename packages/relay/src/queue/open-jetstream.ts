import { readFileSync } from "node:fs";
import { codeOf } from "@email-events/cli";
import type * as JetStream from "@email-events/jetstream";
import { CommandError } from "../command-error.ts";
import type { NatsCredentials, NatsSettings } from "./nats-settings.ts";
import type { Queue } from "./queue.ts";

/** What works with a queue on NATS JetStream. */
export type JetStreamModule = typeof JetStream;

const packageName = "@email-events/jetstream";

const notInstalled = (error: unknown): CommandError =>
  new CommandError(`--nats needs ${packageName}: npm install ${packageName}`, { cause: error });

const isMissing = (error: unknown): boolean =>
  ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"].includes(codeOf(error)) &&
  error instanceof Error &&
  // If only a dependency of the package is missing, the message has the package's path, but not its name in quotes.
  error.message.includes(`'${packageName}'`);

/**
 * Loads what works with NATS JetStream: an optional package, which most installations don't need.
 *
 * @param load - Imports it.
 * @throws CommandError with the line that installs it, where it is missing.
 */
export const loadJetStream = async (
  load: () => Promise<JetStreamModule> = () => import("@email-events/jetstream"),
): Promise<JetStreamModule> => {
  try {
    return await load();
  } catch (error) {
    throw isMissing(error) ? notInstalled(error) : error;
  }
};

const readPem = (option: string, path: string | undefined): string | undefined => {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CommandError(`${option}: the file can't be read (${codeOf(error)}).`, { cause: error });
  }
};

/**
 * Returns what connects to the brokers.
 *
 * @throws CommandError for a certificate that can't be read.
 */
export const toConnection = (settings: NatsSettings, credentials: NatsCredentials | undefined) => {
  const { servers, prefix, connectTimeoutMs, ca, cert, key } = settings;
  const tls = {
    ca: readPem("--nats-ca", ca),
    cert: readPem("--nats-cert", cert),
    key: readPem("--nats-key", key),
  };
  const hasTls = Object.values(tls).some((pem) => pem !== undefined);
  return { servers, credentials, stream: prefix, connectTimeoutMs, ...(hasTls && { tls }) };
};

/** The kinds of trouble after which the queue doesn't work until it has recovered. */
const badKinds: ReadonlySet<string> = new Set(["disconnected", "consume-failed", "rejects-full"]);

/** What opens a queue. */
export interface OpenQueueOptions {
  readonly settings: NatsSettings;
  readonly credentials: NatsCredentials | undefined;
  /** How long a chunk stays with a process that is silent, in milliseconds; a minute by default. */
  readonly holdMs?: number | undefined;
  /** Told what happens to the connection, in sentences; `isBad` while it doesn't work. */
  readonly onTrouble: (message: string, isBad: boolean) => void;
}

/**
 * Opens the queue on NATS JetStream.
 *
 * @throws CommandError where the package is missing or a certificate can't be read, and QueueError for what brokers say.
 */
export const openJetStream = async ({ settings, credentials, holdMs, onTrouble }: OpenQueueOptions): Promise<Queue> => {
  const connection = toConnection(settings, credentials);
  const { createJetStreamQueue } = await loadJetStream();
  return createJetStreamQueue({
    ...connection,
    holdMs,
    onTrouble: ({ kind, message }) => onTrouble(message, badKinds.has(kind)),
  });
};
