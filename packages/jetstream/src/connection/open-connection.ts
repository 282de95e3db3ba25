import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { type Clock, systemClock } from "../clock.ts";
import { QueueError } from "../queue-error.ts";
import { explain, explained } from "./explain.ts";
import { retry } from "./retry.ts";
import type { QueueTrouble } from "../trouble.ts";
import { type ConnectionSettings, defaultConnectTimeoutMs } from "./connection-settings.ts";
import { toClientOptions } from "./settings.ts";

/** A connection that comes back by itself. */
export interface Connection {
  readonly client: NatsConnection;
  readonly stream: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly clock: Clock;
  readonly isConnected: () => boolean;
  /** The largest message of the server, in bytes. */
  readonly maxPayload: () => number;
  readonly serverVersion: () => string;
  /** Calls back after each time that the connection came back, until the returned function is called. */
  readonly onReconnected: (callback: () => void) => () => void;
  /**
   * Asks the broker; a request while there is no connection fails at once.
   *
   * @throws QueueError
   */
  readonly ask: <T>(work: () => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

const requestTimeoutMs = 5000;

const offline = (): QueueError =>
  new QueueError("unavailable", "No broker can be reached: check the servers and that they run.");

const ended = (reason: unknown): QueueError => {
  const known = reason instanceof Error ? explain(reason) : undefined;
  return known?.code === "refused" ? known : new QueueError("refused", "The connection to the broker is closed.");
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
  const timeoutMs = settings.connectTimeoutMs ?? defaultConnectTimeoutMs;
  const client = await retry(() => connect(options), { clock, timeoutMs });
  const manager = await explained(() => jetstreamManager(client, { checkAPI: false, timeout: requestTimeoutMs }));
  let isConnected = true;
  let end: QueueError | undefined;
  let { max_payload: maxPayload = 0, version = "" } = client.info ?? {};
  const callbacks = new Set<() => void>();
  const follow = async (): Promise<void> => {
    for await (const { type } of client.status()) {
      if (type === "disconnect" && isConnected) {
        isConnected = false;
        onTrouble({ kind: "disconnected", message: "The connection to the broker is lost; connecting again." });
      }
      if (type === "reconnect") {
        isConnected = true;
        ({ max_payload: maxPayload = maxPayload, version = version } = client.info ?? {});
        onTrouble({ kind: "reconnected", message: "Connected to a broker again." });
        for (const callback of callbacks) callback();
      }
    }
  };
  const untilClosed = async (): Promise<void> => {
    end = ended(await client.closed());
    isConnected = false;
  };
  void follow();
  void untilClosed();
  return {
    client,
    stream: jetstream(client, { timeout: requestTimeoutMs }),
    manager,
    clock,
    isConnected: () => isConnected,
    maxPayload: () => maxPayload,
    serverVersion: () => version,
    onReconnected: (callback) => {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    ask: (work) =>
      explained(() => {
        if (end !== undefined) throw end;
        if (!isConnected) throw offline();
        return work();
      }),
    close: async () => {
      if (client.isClosed()) return;
      // Confirms what was published without a request, such as released chunks.
      if (isConnected) await client.flush().catch(() => undefined);
      await client.close();
    },
  };
};
