import type { IncomingMessage } from "node:http";
import type { Settings } from "../settings.ts";
import { askSecret } from "./ask-secret.ts";
import { keepCookies } from "./cookies.ts";
import { isDecodable } from "./decode-body.ts";
import { openConnection, type Connection } from "./open-connection.ts";
import { readText } from "./read-text.ts";
import { toRefusal } from "./refusal.ts";
import { buildBody, buildRequest, toAuthorization } from "./request.ts";
import { parseRetryAfter } from "./retry-after.ts";
import { toLogText } from "./to-log-text.ts";

/** A transient failure. */
export interface Transient {
  readonly status: "transient";
  readonly reason: string;
  /** The server's `Retry-After` in ms; 0 without one. */
  readonly retryAfterMs: number;
}

/** The result of an attempt to open the stream. */
export type Opening =
  | { readonly status: "open"; readonly connection: Connection }
  /** For good: an AirshipStreamError, or a TypeError where the token function returns what can't be a token. */
  | { readonly status: "refused"; readonly error: Error }
  | Transient;

/** Airship needs one. */
const maxRedirects = 5;

const transient = (reason: string, retryAfterMs = 0): Transient => ({ status: "transient", reason, retryAfterMs });

/** Transient statuses below 500: too early, too many requests, timeout. 307 leads to another server. */
const retried: readonly number[] = [307, 408, 425, 429];

const isTransient = (httpStatus: number): boolean =>
  httpStatus < 300 || httpStatus >= 500 || retried.includes(httpStatus);

/** An HTML page, such as a proxy's sign-in page, isn't the stream, whatever its status. */
const isPage = ({ headers }: IncomingMessage): boolean => /html/i.test(headers["content-type"] ?? "");

/** Judges an answer that isn't the stream, by its status and words. */
const judge = async (
  settings: Settings,
  connection: Connection,
  { statusCode = 0, headers }: IncomingMessage,
  request: { readonly secret: string; readonly offset: string | undefined },
): Promise<Opening> => {
  const text = await readText(connection, settings.clock);
  const authorization = toAuthorization(settings, request.secret).replace(/^\w+ |=+$/g, "");
  const words = toLogText(text, [request.secret, authorization, settings.appKey]);
  if (isTransient(statusCode)) {
    const retryAfterMs = parseRetryAfter(headers["retry-after"], settings.clock.now(), headers.date);
    return transient(`HTTP ${statusCode}${words && `: ${words}`}`, retryAfterMs);
  }
  return { status: "refused", error: toRefusal(statusCode, words, request.offset) };
};

/** Takes a stream that was opened, unless this program can't read it. */
const accept = (connection: Connection, response: IncomingMessage): Opening => {
  if (isDecodable(response) && !isPage(response)) return { status: "open", connection };
  connection.close("closed");
  return transient(`HTTP 200 with a body that is ${isPage(response) ? "a page" : "in another encoding than gzip"}`);
};

/**
 * Opens the stream: follows redirects, which are the same request with a cookie, and after a 401 asks for the token once
 * more.
 *
 * @param offset - Where to resume; `start` without one.
 */
export const connect = async (
  settings: Settings,
  offset: string | undefined,
  signal: AbortSignal,
): Promise<Opening> => {
  const { clock, idleTimeoutMs, secret } = settings;
  const body = buildBody(settings, offset);
  const cookies = new Map<string, string>();
  let mayAsk = typeof secret === "function";
  let asked = await askSecret(secret, clock, idleTimeoutMs, signal);
  for (let redirects = 0; asked.status === "given" && !signal.aborted;) {
    const connection = openConnection(buildRequest(settings, asked.secret, body, cookies), {
      clock,
      idleTimeoutMs,
      signal,
    });
    const response = await connection.answer();
    if (response === undefined) return transient(connection.reason());
    if (response.statusCode === 200) return accept(connection, response);
    const isRedirect = response.statusCode === 307 && redirects < maxRedirects;
    if (isRedirect && keepCookies(cookies, response.headers["set-cookie"])) {
      redirects += 1;
      connection.close("redirected");
    } else if (response.statusCode === 401 && mayAsk) {
      mayAsk = false;
      connection.close("unauthorized");
      asked = await askSecret(secret, clock, idleTimeoutMs, signal);
    } else return judge(settings, connection, response, { secret: asked.secret, offset });
  }
  if (asked.status === "refused") return asked;
  return transient(asked.status === "transient" ? asked.reason : "aborted");
};
