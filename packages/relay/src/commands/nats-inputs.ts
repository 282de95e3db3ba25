import { repeated, UsageError, value, type Input, type ValuesOf } from "@email-events/cli";
import type { NatsConfig } from "../config/config.ts";
import type { Loose } from "../config/merge-config.ts";
import { brokerForm, isBroker, isPrefix, parseDuration, prefixForm } from "../config/values.ts";
import type { NatsSettings } from "../queue/nats-settings.ts";
import { refuseConflicts } from "./refuse-conflicts.ts";
import { duration, path } from "./run-inputs.ts";

/** Places of brokers, with commas between them. The message repeats none: it may have a password. */
const brokers = (about: string): Input<readonly string[] | undefined> => ({
  ...value("URL", about, (written, { name }) => {
    const all = written.split(",").map((place) => place.trim());
    if (all.every(isBroker)) return all;
    throw new UsageError(`${name} must be ${brokerForm}`);
  }),
  expected: brokerForm,
});

const prefix = (about: string): Input<string | undefined> =>
  value("PREFIX", about, (written, { name }) => {
    if (isPrefix(written)) return written;
    throw new UsageError(`${name} must be ${prefixForm}`);
  });

/** The options that say where the queue on NATS JetStream is. */
export const natsInputs = {
  nats: repeated(brokers("a broker of the queue, or several with commas between them")),
  prefix: prefix("the prefix of streams and subjects; email-events by default"),
  "connect-timeout": duration(
    "connectTimeout",
    "how long to wait at the start until brokers answer and have a leader; 30s by default",
  ),
  "nats-ca": path("the brokers' certificate authority, as PEM"),
  "nats-cert": path("the certificate of this client, as PEM"),
  "nats-key": path("the key of that certificate, as PEM"),
};

type NatsOptions = ValuesOf<typeof natsInputs>;

/** The options as a configuration file has them. */
export const toNatsConfig = (options: NatsOptions): Loose<NatsConfig> => ({
  servers: options.nats.length > 0 ? options.nats.flat() : undefined,
  prefix: options.prefix,
  connectTimeout: options["connect-timeout"],
  ca: options["nats-ca"],
  cert: options["nats-cert"],
  key: options["nats-key"],
});

const defaultConnectTimeout = "30s";

/**
 * Makes the settings of a queue of a configuration, whose values were checked one by one.
 *
 * @throws UsageError when no broker is named, or two settings contradict each other.
 */
export const toNatsSettings = (config: NatsConfig = {}): NatsSettings => {
  refuseConflicts({ nats: config });
  const { servers = [], connectTimeout = defaultConnectTimeout, ...others } = config;
  if (servers.length === 0) throw new UsageError(`--nats is required (${brokerForm})`);
  return { servers, connectTimeoutMs: parseDuration(connectTimeout) ?? 0, ...others };
};
