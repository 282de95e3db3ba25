import { confirm, refuse, type RefusalReason, type WebhookAnswer } from "./answers.ts";
import { createAuthorize } from "./authorize.ts";
import { isBusyError } from "./busy-error.ts";
import { checkHeaders } from "./check-headers.ts";
import type { SetAsideItem, WebhookItem } from "./item.ts";
import { type Limits, readLimits, type WebhookOptions } from "./options.ts";
import { readBody } from "./body/read-body.ts";
import type { WebhookRequest } from "./request.ts";
import { splitBody } from "./items/split-body.ts";
import { unpack } from "./body/unpack.ts";

/**
 * Answers a request of a sender. Whatever was sent, it resolves.
 *
 * @throws TypeError when something else reads the body, or has read it, such as a body parser of the framework, and for a
 *   body of another kind.
 */
export type WebhookReceiver = (request: WebhookRequest) => Promise<WebhookAnswer>;

/** Reads the items of a request, or finds out why it can't. */
const readItems = async (request: WebhookRequest, limits: Limits): Promise<readonly WebhookItem[] | RefusalReason> => {
  const received = await readBody(request, limits.maxBodyBytes);
  if (received.status !== "whole") return received.status;
  const unpacked = await unpack(received.bytes, limits.maxBodyBytes);
  if (unpacked.status !== "whole") return unpacked.status;
  const items = splitBody(unpacked.bytes, limits.maxItems);
  return items.length > limits.maxItems ? "too-large" : items;
};

/**
 * How long a request counts as in flight. Workers end what they do for a request whose sender is gone without running
 * anything more of it, and `accept` may never settle: neither may close the webhook for good.
 */
const longestMs = 300_000;

/** What an answer says of the items of a request. */
interface Summary {
  readonly count: number;
  /** Those that the handler can't read. */
  readonly unreadable: readonly SetAsideItem[];
}

const summarize = (items: readonly WebhookItem[]): Summary => ({
  count: items.length,
  unreadable: items.flatMap((item) =>
    item.status === "invalid" ? [{ index: item.index, status: item.status, issues: item.issues }] : [],
  ),
});

/**
 * Joins what the handler can't read and what `accept` set aside, in the order of the body, each item once. Anything else that
 * `accept` resolved to, such as the result of a database, is ignored: the items are stored, and refused ones come again.
 */
const joinSetAside = ({ count, unreadable }: Summary, accepted: unknown): readonly SetAsideItem[] => {
  const isOfBody = (entry: unknown): entry is SetAsideItem => {
    const { index, issues } = Object(entry) as { readonly index?: unknown; readonly issues?: unknown };
    return Number.isInteger(index) && Number(index) >= 0 && Number(index) < count && Array.isArray(issues);
  };
  // No other properties: of rows of a database, JSON can't hold a bigint, and the sender must not see the rest.
  const toEntry = ({ index, status, issues }: SetAsideItem): SetAsideItem => ({ index, status, issues });
  const others = Array.isArray(accepted) ? accepted.filter(isOfBody).map(toEntry) : [];
  const byIndex = new Map([...others, ...unreadable].map((entry) => [entry.index, entry]));
  return [...byIndex.values()].toSorted((one, other) => one.index - other.index);
};

/** Stores items. An async function, so that what `accept` throws is a rejection. */
const store = async (items: readonly WebhookItem[], { accept }: WebhookOptions): Promise<unknown> =>
  items.length > 0 ? accept(items) : undefined;

const report = async ({ onError }: WebhookOptions, error: unknown): Promise<void> => {
  try {
    await onError?.(error);
  } catch {
    // The sender has to know whether the items are stored, whatever becomes of the report.
  }
};

/** Answers once the items are stored. Takes a summary, not the items, which would stay in memory until then. */
const answer = async (storing: Promise<unknown>, summary: Summary, options: WebhookOptions): Promise<WebhookAnswer> => {
  let accepted: unknown;
  try {
    accepted = await storing;
  } catch (error) {
    if (isBusyError(error)) return refuse("busy", { "retry-after": String(error.retryAfterSeconds) });
    void report(options, error);
    return refuse("not-stored");
  }
  try {
    return confirm(summary.count, joinSetAside(summary, accepted));
  } catch (error) {
    // JSON can't hold an issue, such as one with a bigint. Without a 200, what is stored would come again and again.
    void report(options, error);
    return confirm(summary.count, summary.unreadable);
  }
};

/**
 * Creates the function that `createWebhookHandler` wraps, for a server without web-standard requests: with `node:http`,
 * a request takes much less time without one.
 *
 * @throws TypeError for an unknown option, one of another kind or out of range, and for a secret that is missing or blank.
 */
export const createWebhookReceiver = (options: WebhookOptions): WebhookReceiver => {
  const limits = readLimits(options);
  const isAuthorized = createAuthorize(options.auth);
  /** When each request in flight came. */
  const inFlight = new Map<symbol, number>();

  const receive = async (request: WebhookRequest): Promise<WebhookAnswer> => {
    // Such a body seems to be empty or cut off: it would be confirmed, or repeated forever.
    if (request.bodyUsed === true || request.body?.locked === true) {
      throw new TypeError("Something else reads the body, or has read it; remove the body parser of this route");
    }
    const items = await readItems(request, limits);
    return typeof items === "string" ? refuse(items) : answer(store(items, options), summarize(items), options);
  };

  return async (request) => {
    if (request.method !== "POST") return refuse("method");
    if (!isAuthorized(request.headers)) return refuse("unauthorized");
    const reason = checkHeaders(request.headers);
    if (reason !== undefined) return refuse(reason);
    const now = performance.now();
    for (const [one, cameAt] of inFlight) if (now - cameAt > longestMs) inFlight.delete(one);
    if (inFlight.size >= limits.maxInFlight) return refuse("in-flight");
    const own = Symbol("request");
    inFlight.set(own, now);
    try {
      return await receive(request);
    } finally {
      inFlight.delete(own);
    }
  };
};
