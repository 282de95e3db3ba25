import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Broker, createBroker } from "./broker.ts";
import { freePorts } from "./free-ports.ts";

/** Brokers on loopback, with a folder of their own. */
export interface Brokers {
  readonly brokers: readonly Broker[];
  /** The addresses of all of them. */
  readonly servers: readonly string[];
  readonly folder: string;
  /** Kills them, and removes what they stored. */
  readonly stop: () => Promise<void>;
}

/** How brokers are started. */
export interface StartOptions {
  /** How many there are: one, or a cluster. Default: 1. */
  readonly count?: 1 | 3;
  /** More of the configuration file of each, such as `max_payload: 65536`. */
  readonly config?: string;
  /** How many are started at once, the first ones. Default: all. */
  readonly started?: number;
}

const storeOf = (folder: string, name: string): string =>
  `jetstream { store_dir: ${JSON.stringify(join(folder, name))}, max_mem: 64M, max_file: 4G }`;

const clusterOf = (ports: readonly number[], port: number): string =>
  `cluster { name: test, host: "127.0.0.1", port: ${port}, no_advertise: true, routes: [${ports
    .map((other) => `"nats://127.0.0.1:${other}"`)
    .join(", ")}] }`;

/** Starts brokers with JetStream. A cluster may have no leader yet. */
export const startBrokers = async ({
  count = 1,
  config = "",
  started = count,
}: StartOptions = {}): Promise<Brokers> => {
  const folder = mkdtempSync(join(tmpdir(), "brokers-"));
  const ports = await freePorts(2 * count);
  const routes = ports.slice(count);
  const brokers = routes.map((route, index) => {
    const name = `n${index + 1}`;
    const cluster = count === 1 ? "" : clusterOf(routes, route);
    return createBroker({
      name,
      folder,
      port: ports[index] ?? 0,
      config: [storeOf(folder, name), cluster, config].join("\n"),
    });
  });
  const stop = async (): Promise<void> => {
    await Promise.all(brokers.map(({ kill }) => kill()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(brokers.slice(0, started).map(({ start }) => start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return { brokers, servers: brokers.map(({ url }) => url), folder, stop };
};
