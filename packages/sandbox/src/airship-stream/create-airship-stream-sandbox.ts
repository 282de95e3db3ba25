import { createServer } from "node:http";
import { toLine } from "@email-events/core/mapping";
import { listenOnLoopback } from "../http/listen-on-loopback.ts";
import { checkArgument, oneOf, whole } from "../option-rules.ts";
import { readFault } from "../read-fault.ts";
import { answerStream } from "./answer-stream.ts";
import { createEventLog } from "./events/event-log.ts";
import { createEventSupply } from "./events/event-supply.ts";
import type { OpenStream } from "./writing/open-stream.ts";
import {
  type StreamBreak,
  streamBreaks,
  type StreamFault,
  streamFaultRules,
  type StreamRequestInfo,
} from "./stream-fault.ts";
import { createStreamRecord, type StreamCounts, type StreamRequestLog } from "./stream-record.ts";
import { readStreamSandboxOptions, type AirshipStreamSandboxOptions } from "./stream-sandbox-options.ts";

/** A running Airship stream on 127.0.0.1. */
export interface AirshipStreamSandbox {
  /** Where it listens, such as `http://127.0.0.1:41234`; the streams are at `/api/events` and `/api/events/general`. */
  readonly url: string;
  /**
   * Appends events to the stream and returns their offsets. A string is sent as a line, unchanged.
   *
   * @throws TypeError for a string of more than one line.
   */
  readonly push: (events: Iterable<object | string>) => readonly string[];
  /**
   * Applies a fault to the next request, or to the next `times` requests.
   *
   * @throws TypeError for what isn't a fault, and for a number of times that isn't whole, 1 or more.
   */
  readonly fail: (fault: StreamFault, times?: number) => void;
  /** Breaks all open streams. Throws a TypeError for another word. */
  readonly interrupt: (how: StreamBreak) => void;
  /** Sends a keep-alive to all open streams: an OFFSET_UPDATE where the request enabled them, else a blank line. */
  readonly keepAlive: () => void;
  /**
   * Drops all retained events but the last `keep` (0 by default). Older offsets are refused then. Throws a TypeError
   * for a `keep` that isn't a whole number.
   */
  readonly expire: (keep?: number) => void;
  /** Counts since the start. */
  readonly received: () => StreamCounts;
  /** The last 100 requests, oldest first. */
  readonly requests: () => readonly StreamRequestLog[];
  /** Stops listening and closes open streams. */
  readonly close: () => Promise<void>;
}

const requestTimeoutMs = 30_000;

/** Faults that wait are kept one by one. */
const maxFaults = 1_000_000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown");

const checkLine = (event: object | string): object | string => {
  if (typeof event === "string" && event.includes("\n")) throw new TypeError("a pushed text must be one line");
  return event;
};

/**
 * Starts Airship's Real-Time Data Streaming on 127.0.0.1: authentication, resuming after an offset, retention, filters,
 * partitions, keep-alives, repeated events, redirects, and faults on command.
 *
 * @throws TypeError when an option is unknown or invalid; the system's error when the port is taken.
 * @example
 * const sandbox = await createAirshipStreamSandbox({ count: 1_000, duplicates: 0.01 });
 * // ... read `${sandbox.url}/api/events`
 * sandbox.interrupt("reset");
 * await sandbox.close();
 */
export const createAirshipStreamSandbox = async (
  options: AirshipStreamSandboxOptions = {},
): Promise<AirshipStreamSandbox> => {
  const settings = readStreamSandboxOptions(options);
  const log = createEventLog(settings, settings.offsets);
  const record = createStreamRecord();
  const streams = new Set<OpenStream>();
  const faults: StreamFault[] = [];
  const closing = new AbortController();
  const eachStream = (act: (stream: OpenStream) => void): void => [...streams].forEach(act);

  const supply = createEventSupply(log, {
    ...settings,
    rate: settings.rate,
    isBehind: () =>
      [...streams].some((stream) => stream.isServed() && log.end() - stream.place() > settings.maxEvents / 2),
    onMore: () => eachStream((stream) => stream.wake()),
  });
  const answering = {
    settings,
    log,
    record,
    streams,
    supply,
    chooseFault: async (request: StreamRequestInfo) =>
      faults.shift() ?? readFault(await settings.respond?.(request), streamFaultRules),
    signal: closing.signal,
  };
  const server = createServer(
    { requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs },
    (request, response) => {
      // A reader that leaves is no failure.
      response.on("error", () => undefined);
      answerStream(answering, request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end(toLine(`the sandbox or its respond failed: ${messageOf(error)}`));
      });
    },
  );
  const listening = await listenOnLoopback(server, settings.port);
  const timer = setInterval(() => eachStream((stream) => stream.keepAlive()), settings.keepAliveMs);
  return {
    url: listening.url,
    push: (events) => supply.push([...events].map(checkLine)),
    fail: (given, times = 1) => {
      checkArgument("times", times, whole(1, maxFaults));
      const fault = readFault(given, streamFaultRules);
      if (fault === undefined) return;
      for (let count = 0; count < times; count += 1) faults.push(fault);
    },
    interrupt: (how) => {
      checkArgument("The break of a stream", how, oneOf(streamBreaks));
      eachStream((stream) => stream.interrupt(how));
    },
    keepAlive: () => eachStream((stream) => stream.keepAlive()),
    expire: (keep = 0) => {
      checkArgument("keep", keep, whole(0));
      log.expire(keep);
    },
    received: () => ({ ...record.counts(), logged: log.end(), duplicates: supply.duplicates() }),
    requests: record.requests,
    close: () => {
      closing.abort();
      clearInterval(timer);
      supply.close();
      return listening.close();
    },
  };
};
