import { isObject } from "./is-object.ts";
import type { SetAsideItem, WebhookItem } from "./item.ts";

/** How the sender proves who it is. */
export interface WebhookAuth {
  /**
   * The shared secret, or several while one replaces another. A request has one of them as
   * `Authorization: Bearer SECRET`, as the password of `Authorization: Basic`, or in the header `header`.
   */
  readonly secret: string | readonly string[];
  /** The user name that Basic must have; any by default. */
  readonly username?: string | undefined;
  /** `X-Webhook-Secret` by default. */
  readonly header?: string | undefined;
}

/** How a handler is set up. */
export interface WebhookOptions {
  /** `"none"` accepts requests from anyone: only behind something else that authenticates. */
  readonly auth: WebhookAuth | "none";
  /**
   * Stores items, and resolves once they would survive a crash: only then the sender gets a 200.
   * Resolves to the items that it set aside, if any. Any other value is ignored.
   *
   * The sender posts the same items again after a rejection (answered with 503) and after `WebhookBusyError` (429), so
   * a second call with items that were stored must do no harm.
   */
  readonly accept: (items: readonly WebhookItem[]) => Promise<readonly SetAsideItem[] | void>;
  /** Largest body in bytes, as received and decompressed; 10,000,000 by default. */
  readonly maxBodyBytes?: number | undefined;
  /** Most items in a body; 50,000 by default. */
  readonly maxItems?: number | undefined;
  /**
   * Most requests at a time, which bounds the memory they take; more are answered with 429. 16 by default. A request
   * counts for 5 minutes at most.
   */
  readonly maxInFlight?: number | undefined;
  /**
   * Called with what `accept` rejected with, before the 503; and with why an issue that it resolved to isn't in the 200,
   * such as one with a bigint. The answer is sent even if `onError` throws or returns a promise that rejects. The handler
   * logs nothing.
   */
  readonly onError?: ((error: unknown) => unknown) | undefined;
}

const limits = { maxBodyBytes: 10_000_000, maxItems: 50_000, maxInFlight: 16 } as const;

export type Limits = Readonly<Record<keyof typeof limits, number>>;

/** An object of an untyped caller. */
type Given = Readonly<Record<string, unknown>>;

const optionNames = { auth: 0, accept: 0, onError: 0, ...limits } satisfies Record<keyof WebhookOptions, number>;
const authNames = { secret: 0, username: 0, header: 0 } satisfies Record<keyof WebhookAuth, number>;

function check(isGood: boolean, message: string): asserts isGood {
  if (!isGood) throw new TypeError(message);
}

/**
 * Checks the names of options: a misspelled one would be ignored, such as the user name that Basic must have. The name
 * isn't repeated if it may be a secret.
 */
const checkNames = (where: string, given: Given, known: Given): void => {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  const name = /^[A-Za-z]{1,20}$/.test(unknown ?? "") ? ` ${where}${unknown}` : " of this name";
  const names = Object.keys(known).map((one) => `${where}${one}`);
  check(unknown === undefined, `There is no option${name}; use ${names.join(", ")}`);
};

const isOptional = (value: unknown, type: "string" | "function"): boolean =>
  value === undefined || typeof value === type;

/** Whether a header can carry the secret: of its value, blanks at either end aren't received. */
const isSendable = (secret: unknown): boolean => !/^\s|\s$|\p{Cc}/u.test(String(secret));

const checkAuth = (auth: unknown): void => {
  if (auth === "none") return;
  const badAuth = 'auth.secret must be a string that isn\'t blank, or a list of such; or auth "none"';
  check(isObject(auth), badAuth);
  const { secret, username, header } = auth;
  const secrets: readonly unknown[] = Array.isArray(secret) ? secret : [secret];
  check(secrets.length > 0 && secrets.every((one) => typeof one === "string" && one.trim() !== ""), badAuth);
  check(secrets.every(isSendable), "auth.secret must have no blank at either end, and no control character");
  check(isOptional(username, "string"), "auth.username must be a string; leave it out to take any");
  // Basic ends the user name at the first colon (RFC 7617): no request could have such a name.
  check(!String(username).includes(":"), "auth.username must have no colon");
  check(
    header === undefined || (typeof header === "string" && /^[\w!#$%&'*+.^`|~-]+$/.test(header)),
    'auth.header must be the name of a header, such as "x-webhook-secret"',
  );
  checkNames("auth.", auth, authNames);
};

/**
 * Checks the options, and returns the limits of a handler.
 *
 * @throws TypeError for the first option that can't work. The message says what to do, and holds no secret.
 */
export const readLimits = (options: WebhookOptions): Limits => {
  check(isObject(options), "The options must be an object with auth and accept");
  checkAuth(options.auth);
  check(typeof options.accept === "function", "accept must be a function that stores items");
  check(isOptional(options.onError, "function"), "onError must be a function");
  checkNames("", { ...options }, optionNames);
  const read = (name: keyof Limits): number => {
    const value = options[name] ?? limits[name];
    check(Number.isSafeInteger(value) && value >= 1, `${name} must be a whole number, 1 or more`);
    return value;
  };
  return { maxBodyBytes: read("maxBodyBytes"), maxItems: read("maxItems"), maxInFlight: read("maxInFlight") };
};
