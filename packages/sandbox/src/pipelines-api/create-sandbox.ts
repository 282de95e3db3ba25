import { defaultCallLimits, type Call } from "@email-events/validator/pipelines";
import { createRecord, type Received } from "./create-record.ts";
import { listenOnLoopback } from "../http/listen-on-loopback.ts";
import { createFaultQueue } from "../inspection/fault-queue.ts";
import type { RecordedRequest } from "../inspection/recorded-request.ts";
import { createRequestLog } from "../inspection/request-log.ts";
import type { PageFiles } from "../page/page-files.ts";
import { buildPipelinesApp } from "./pipelines-app.ts";
import { readSandboxOptions, type SandboxOptions } from "./sandbox-options.ts";

/** A running Pipelines API on 127.0.0.1. */
export interface Sandbox {
  /** Its base URL, such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Counts since the start or the last reset. */
  readonly received: () => Received;
  /** The last accepted calls, oldest first. */
  readonly events: () => readonly Call[];
  /**
   * The last requests with the verdict on each call, dropped and rejected ones too, oldest first. The write key is never
   * kept.
   */
  readonly requests: () => readonly RecordedRequest[];
  /** Clears counts, calls, requests and pending faults. */
  readonly reset: () => void;
  /** Stops listening and closes open connections. */
  readonly close: () => Promise<void>;
}

const defaultRequestTimeoutMs = 30_000;

/** The memory that all kept requests may take, estimated, in bytes. */
const maxRequestBytes = 50_000_000;

/** Starts a sandbox, with a page at `/` if there is one. Throws what `createSandbox` throws. */
export const startSandbox = async (given: SandboxOptions, page?: PageFiles): Promise<Sandbox> => {
  const options = readSandboxOptions(given);
  const record = createRecord(options.keep ?? 1_000);
  const closing = new AbortController();
  const log = createRequestLog({ maxRequests: options.keepRequests ?? 1_000, maxBytes: maxRequestBytes });
  const faults = createFaultQueue();
  const { onRequest } = options;
  if (onRequest !== undefined) log.subscribe((added) => added !== undefined && onRequest(added));
  const reset = (): void => {
    record.reset();
    faults.clear();
    log.clear();
  };
  const app = buildPipelinesApp({
    record,
    log,
    faults,
    reset,
    limits: {
      maxCallBytes: options.maxCallBytes ?? defaultCallLimits.maxCallBytes,
      maxBatchBytes: options.maxBatchBytes ?? defaultCallLimits.maxBatchBytes,
    },
    writeKey: options.writeKey,
    respond: options.respond,
    page,
    signal: closing.signal,
  });
  // Loaded here, since a program that only generates events needs no server.
  const { createAdaptorServer } = await import("@hono/node-server");
  const requestTimeout = options.requestTimeoutMs ?? defaultRequestTimeoutMs;
  const server = createAdaptorServer({
    fetch: app.fetch,
    // By default the adapter replaces the program's global Request and Response.
    overrideGlobalObjects: false,
    serverOptions: {
      requestTimeout,
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: Math.ceil(requestTimeout / 4),
    },
  });
  const listening = await listenOnLoopback(server, options.port ?? 0);
  return {
    url: listening.url,
    received: record.received,
    events: record.events,
    requests: () => log.read(0).requests,
    reset,
    close: () => {
      closing.abort();
      return listening.close();
    },
  };
};

/**
 * Starts a Pipelines API on 127.0.0.1 that answers like the real one and records what it receives.
 *
 * @throws TypeError if an option is unknown or invalid; the system's error if the port is in use.
 * @example
 * const sandbox = await createSandbox();
 * // ... post to `${sandbox.url}/v1/batch`
 * sandbox.received().accepted;
 * await sandbox.close();
 */
export const createSandbox = (options: SandboxOptions = {}): Promise<Sandbox> => startSandbox(options);
