import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { printableJson, toLine } from "@email-events/core/mapping";
import { isLoopbackHost } from "../http/is-loopback-host.ts";
import { readBody } from "../http/read-body.ts";
import type { EventLog, LogEntry } from "./events/event-log.ts";
import type { EventSupply } from "./events/event-supply.ts";
import { hasMasterSecret, hasToken } from "./is-admitted.ts";
import { openStream, type OpenStream } from "./writing/open-stream.ts";
import type { StreamFault, StreamRequestInfo } from "./stream-fault.ts";
import type { StreamRecord } from "./stream-record.ts";
import { parseRequestBody, readStreamRequest, type RequestBody } from "./stream-request.ts";
import type { StreamSandboxSettings } from "./stream-sandbox-options.ts";

/** What answers are made from. */
export interface StreamAnswering {
  readonly settings: StreamSandboxSettings;
  readonly log: EventLog;
  readonly record: StreamRecord;
  readonly streams: Set<OpenStream>;
  readonly supply: Pick<EventSupply, "demand" | "reach">;
  readonly chooseFault: (request: StreamRequestInfo) => Promise<StreamFault | undefined>;
  /** Ends the waiting of delayed answers when the sandbox closes. */
  readonly signal: AbortSignal;
}

/** An answer in place of the stream. */
interface Instead {
  readonly status: number;
  readonly words?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const maxBodyBytes = 100_000;

/** One of Airship's streams. */
interface Kind {
  readonly isAdmitted: typeof hasToken;
  readonly hasEvent: (entry: LogEntry) => boolean;
}

/** The streams by their path: who may open them, and which events they have. */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ["/api/events", { isAdmitted: hasToken, hasEvent: () => true }],
  ["/api/events/general", { isAdmitted: hasMasterSecret, hasEvent: ({ type }: LogEntry) => type === "COMPLIANCE" }],
]);

const toPath = (url = ""): string => url.replace(/\?.*$/, "").replace(/\/$/, "");

const toInfo = (number: number, path: string, body: RequestBody | undefined): StreamRequestInfo => {
  const { start, resume_offset: offset, filters, subset, enable_offset_updates: updates } = body ?? {};
  return {
    number,
    path,
    start: typeof start === "string" ? start : undefined,
    resumeOffset: typeof offset === "string" ? offset : undefined,
    filters,
    subset,
    enableOffsetUpdates: updates === true,
  };
};

const send = (response: ServerResponse, { status, words, headers, body }: Instead): void => {
  const text = body ?? (words === undefined ? "" : printableJson({ ok: false, error: toLine(words) }));
  response.writeHead(status, { ...(words !== undefined && { "content-type": "application/json" }), ...headers });
  response.end(text);
};

/** Returns the answer to a request that is refused whatever its body says; `undefined` if it may open the stream. */
const findObstacle = (request: IncomingMessage, answering: StreamAnswering): Instead | undefined => {
  const { settings, streams } = answering;
  if (!isLoopbackHost(request.headers.host)) {
    return { status: 421, words: "the Host header must name this machine's loopback" };
  }
  const kind = kinds.get(toPath(request.url));
  if (kind === undefined) return { status: 404, words: "there is no such path" };
  if (request.method !== "POST") return { status: 405, words: "post to this path", headers: { allow: "POST" } };
  if (!kind.isAdmitted(request.headers, settings)) return { status: 401, words: "the credentials are not valid" };
  // Airship's Node client sends back the whole header that it was given.
  if (settings.redirect && !/(?:^|[;\s])SRV=\w/.test(request.headers.cookie ?? "")) {
    return { status: 307, headers: { "set-cookie": "SRV=server-1; Path=/; HttpOnly" } };
  }
  if (streams.size < settings.maxStreams) return undefined;
  return { status: 429, words: "too many streams are open", headers: { "retry-after": "1" } };
};

/** Opens the stream, or says why not. */
const open = (
  answering: StreamAnswering,
  request: IncomingMessage,
  response: ServerResponse,
  { body, fault }: { readonly body: RequestBody | undefined; readonly fault: StreamFault | undefined },
): Instead | { readonly status: 200; readonly isGzip: boolean; readonly done: Promise<void> } => {
  const { settings, log, record, streams, supply } = answering;
  if (body === undefined) return { status: 400, words: "the body must be a JSON object" };
  if (typeof body["resume_offset"] === "string") supply.reach(body["resume_offset"]);
  const place = readStreamRequest(body, log, settings.entitledTypes);
  if ("words" in place) return place;
  const hasEvent = kinds.get(toPath(request.url))?.hasEvent ?? (() => true);
  const isSelected = (entry: LogEntry): boolean => hasEvent(entry) && place.isSelected(entry);
  const isAsked = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  const isGzip = settings.gzip === "always" || (settings.gzip === "asked" && isAsked);
  const planned = fault?.break && { how: fault.break, afterEvents: fault.afterEvents ?? 0 };
  const { stream, done } = openStream(
    { response, place: { ...place, isSelected }, isGzip, break: planned, demand: supply.demand },
    log,
    record,
  );
  streams.add(stream);
  record.opened();
  const close = (): void => {
    streams.delete(stream);
    record.closed();
    // One that held up the others may be gone.
    for (const other of streams) other.wake();
  };
  response.once("close", close);
  return { status: 200, isGzip, done };
};

/** Answers a request: with the stream, or with why it is refused. */
export const answerStream = async (
  answering: StreamAnswering,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { record, chooseFault, signal } = answering;
  const number = record.request();
  const read = await readBody(request, request.headers["content-encoding"], maxBodyBytes);
  const body = read.status === "read" ? parseRequestBody(read.text) : undefined;
  const info = toInfo(number, (request.url ?? "").slice(0, 200), body);
  const obstacle = findObstacle(request, answering);
  // The request that follows a redirect is the one that a fault is meant for.
  const fault = obstacle?.status === 307 ? undefined : await chooseFault(info);
  if (fault?.delayMs !== undefined) await wait(fault.delayMs, undefined, { signal }).catch(() => undefined);
  if (response.destroyed) return;
  const { status, headers, body: text } = fault ?? {};
  const instead: Instead | undefined =
    status === undefined
      ? obstacle
      : { status, ...(headers !== undefined && { headers }), ...(text !== undefined && { body: text }) };
  const answer = instead ?? open(answering, request, response, { body, fault });
  record.answered({ ...info, status: answer.status, isGzip: "isGzip" in answer && answer.isGzip });
  if ("done" in answer) await answer.done;
  else send(response, answer);
};
