import { errors, type NatsConnection } from "@nats-io/transport-node";
import { QueueError } from "../queue-error.ts";
import type { QueueTrouble } from "../trouble.ts";
import { explain } from "./explain.ts";

/** What is known of a connection now. */
export interface ConnectionWatch {
  readonly isConnected: () => boolean;
  /** The largest message of the server, in bytes. */
  readonly maxPayload: () => number;
  readonly serverVersion: () => string;
  /** Whether the server is part of a cluster. */
  readonly isClustered: () => boolean;
  /** Calls back when the connection came back, and when it was closed, until the returned function is called. */
  readonly onChange: (callback: () => void) => () => void;
  /**
   * Calls back when the broker doesn't allow a message to a subject, until the returned function is called. Only requests learn
   * of that otherwise.
   */
  readonly onDenied: (subject: string, callback: (error: QueueError) => void) => () => void;
  /**
   * Asks the broker; fails at once when there is no connection, or when it is lost. The client would let requests run into their
   * timeout.
   */
  readonly whileConnected: <T>(work: () => Promise<T>) => Promise<T>;
}

const isOfCredentials = (error: Error): boolean =>
  error instanceof errors.AuthorizationError || error instanceof errors.UserAuthenticationExpiredError;

const offline = (): QueueError =>
  new QueueError("unavailable", "No broker can be reached: check the servers and that they run.");

const ended = (reason: unknown): QueueError => {
  const known = reason instanceof Error ? explain(reason) : undefined;
  return known?.code === "refused" ? known : new QueueError("refused", "The connection to the broker is closed.");
};

/** How often brokers may refuse the credentials in a row: one of a cluster may know them later than the others. */
const maxRefusals = 2;

/** Tracks requests, so that all of them can fail at once when the connection is lost. */
const createInFlight = () => {
  const rejects = new Set<(error: QueueError) => void>();
  return {
    failAll: (error: QueueError): void => {
      for (const reject of rejects) reject(error);
    },
    run: async <T>(work: () => Promise<T>): Promise<T> => {
      let fail: ((error: QueueError) => void) | undefined;
      const failed = new Promise<never>((_resolve, reject) => {
        fail = reject;
        rejects.add(reject);
      });
      try {
        return await Promise.race([work(), failed]);
      } finally {
        if (fail !== undefined) rejects.delete(fail);
      }
    },
  };
};

/** Follows what happens to a connection, until it is closed. */
export const watchConnection = (
  client: NatsConnection,
  onTrouble: (trouble: QueueTrouble) => void,
): ConnectionWatch => {
  const callbacks = new Set<() => void>();
  const deniedCallbacks = new Set<(subject: string, error: QueueError) => void>();
  const inFlight = createInFlight();
  let isConnected = true;
  let end: QueueError | undefined;
  let refusals = 0;
  let lastInfo = client.info;
  /** What the server said last of itself, which it may at any time; between two connections, what the first one said. */
  const info = () => (lastInfo = client.info ?? lastInfo);

  const tellAll = (): void => {
    for (const callback of callbacks) callback();
  };
  const lose = (): void => {
    if (!isConnected) return;
    isConnected = false;
    inFlight.failAll(offline());
    onTrouble({ kind: "disconnected", message: "The connection to the broker is lost; connecting again." });
  };
  const find = (): void => {
    // The client tells it once more for each attempt that failed.
    if (isConnected) return;
    isConnected = true;
    refusals = 0;
    onTrouble({ kind: "reconnected", message: "Connected to a broker again." });
    tellAll();
  };
  const deny = (error: InstanceType<typeof errors.PermissionViolationError>): void => {
    for (const callback of deniedCallbacks) callback(error.subject, explain(error));
  };
  const refuse = (error: QueueError): void => {
    if (error.code !== "refused") return;
    refusals += 1;
    if (refusals < maxRefusals) return;
    end ??= error;
    void client.close();
  };
  const learn = (error: Error): void => {
    if (error instanceof errors.PermissionViolationError) deny(error);
    else if (isOfCredentials(error)) refuse(explain(error));
  };
  const follow = async (): Promise<void> => {
    for await (const status of client.status()) {
      if (status.type === "disconnect") lose();
      else if (status.type === "reconnect") find();
      else if (status.type === "error") learn(status.error);
    }
  };
  const untilClosed = async (): Promise<void> => {
    const reason = await client.closed();
    end ??= ended(reason);
    isConnected = false;
    inFlight.failAll(end);
    tellAll();
  };
  void follow();
  void untilClosed();
  return {
    isConnected: () => isConnected,
    maxPayload: () => info()?.max_payload ?? 0,
    serverVersion: () => info()?.version ?? "",
    isClustered: () => info()?.cluster !== undefined,
    onChange: (callback) => {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    onDenied: (subject, callback) => {
      const listener = (denied: string, error: QueueError): void => {
        if (denied === subject) callback(error);
      };
      deniedCallbacks.add(listener);
      return () => deniedCallbacks.delete(listener);
    },
    whileConnected: async (work) => {
      if (end !== undefined) throw end;
      if (!isConnected) throw offline();
      return inFlight.run(work);
    },
  };
};
