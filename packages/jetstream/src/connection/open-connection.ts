import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection, type NodeConnectionOptions } from "@nats-io/transport-node";
import { type Clock, systemClock } from "../clock.ts";
import type { QueueTrouble } from "../trouble.ts";
import { type ConnectionSettings, toDeadline } from "./connection-settings.ts";
import { explainSilence, isDoubtful } from "./explain.ts";
import { retry } from "./retry.ts";
import { toClientOptions } from "./settings.ts";
import { type ConnectionWatch, watchConnection } from "./watch-connection.ts";

/** A connection that comes back by itself. */
export interface Connection extends Omit<ConnectionWatch, "whileConnected"> {
  readonly client: NatsConnection;
  readonly stream: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly clock: Clock;
  /**
   * Asks the broker. Fails at once when there is no connection, or when it is lost meanwhile. A broker that says what may be
   * true for moments only is asked again for some seconds.
   *
   * @param isDoubted - Whether that is so. Default: that there is no JetStream, or no stream.
   * @throws QueueError
   */
  readonly ask: <T>(work: () => Promise<T>, isDoubted?: (error: unknown) => boolean) => Promise<T>;
  readonly close: () => Promise<void>;
}

// Without a leader, requests get no answer; the next one may find the new leader.
const requestTimeoutMs = 3000;

/** After which time a broker is believed that says there is no JetStream, or no stream, in ms. */
const doubtMs = 3000;

const dial = async (options: NodeConnectionOptions): Promise<NatsConnection> => {
  try {
    return await connect(options);
  } catch (error) {
    throw explainSilence(error, options.tls !== undefined);
  }
};

/**
 * Connects to a broker.
 *
 * @throws QueueError: `unavailable` when none can be reached in time, `refused` when it doesn't let this client in
 */
export const openConnection = async (
  settings: ConnectionSettings,
  clock: Clock = systemClock,
  onTrouble: (trouble: QueueTrouble) => void = () => {},
): Promise<Connection> => {
  const options = toClientOptions(settings);
  const client = await retry(() => dial(options), { clock, until: toDeadline(settings, clock.now()) });
  const { whileConnected, ...watch } = watchConnection(client, onTrouble);
  return {
    ...watch,
    client,
    stream: jetstream(client, { timeout: requestTimeoutMs }),
    // Without a check, which fails until there is a leader.
    manager: await jetstreamManager(client, { checkAPI: false, timeout: requestTimeoutMs }),
    clock,
    ask: (work, isDoubted = isDoubtful) => {
      const ask = () => whileConnected(work);
      return retry(ask, { clock, until: toDeadline(settings, clock.now(), doubtMs), mayPass: isDoubted });
    },
    close: async () => {
      if (client.isClosed()) return;
      // Confirms what was published without a request, such as released chunks.
      if (watch.isConnected()) await whileConnected(() => client.flush()).catch(() => undefined);
      await client.close();
    },
  };
};
