import type { Server } from "node:http";
import type { Address } from "../config/values.ts";
import { createMetricsFormat } from "./format-metrics.ts";
import { listenAt } from "./listen-at.ts";
import { addOpsPages, type OpsParts } from "./ops-app.ts";

/** A server of health and metrics. */
export interface OpsServer {
  /** Where it listens, such as `http://127.0.0.1:9090`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** How long a request may take to arrive. */
const requestTimeoutMs = 10_000;

/** The most that answers at once: a scraper needs one connection. */
const maxConnections = 100;

/**
 * Serves `/healthz`, `/readyz` and `/metrics`.
 *
 * @param snapshot - Called for each request of `/readyz` or `/metrics`.
 * @throws RunError when it can't listen there.
 */
export const startOps = async (address: Address, snapshot: OpsParts["snapshot"]): Promise<OpsServer> => {
  // Loaded here, since most commands need no server.
  const [{ createAdaptorServer }, { Hono }, client] = await Promise.all([
    import("@hono/node-server"),
    import("hono"),
    import("prom-client"),
  ]);
  const { format, contentType } = createMetricsFormat(client);
  const app = addOpsPages(new Hono(), { snapshot, formatMetrics: format, metricsType: contentType });
  // Without other options, it is a server of HTTP/1.
  const server = createAdaptorServer({
    fetch: app.fetch,
    // Load balancers may probe with HTTP/1.0, which has no Host.
    hostname: "localhost",
    // By default the adapter replaces the program's global Request and Response.
    overrideGlobalObjects: false,
    serverOptions: {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: requestTimeoutMs / 4,
    },
  }) as Server;
  server.maxConnections = maxConnections;
  const place = await listenAt(server, address, "--ops-listen");
  return {
    url: `http://${place}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
};
