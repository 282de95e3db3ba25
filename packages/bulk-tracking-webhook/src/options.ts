import type { SetAsideItem, WebhookItem } from "./item.ts";

/** How the sender proves who it is. */
export interface WebhookAuth {
  /**
   * The shared secret, or several while one replaces another. A request has one of them as
   * `Authorization: Bearer SECRET`, as the password of `Authorization: Basic`, or in the header `header`.
   */
  readonly secret: string | readonly string[];
  /** The user name that Basic must have; any by default. */
  readonly username?: string;
  /** `X-Webhook-Secret` by default. */
  readonly header?: string;
}

/** How a handler is set up. */
export interface WebhookOptions {
  /** `"none"` takes requests from anybody: only behind something else that authenticates. */
  readonly auth: WebhookAuth | "none";
  /**
   * Stores items, and resolves once they would survive a crash: only then the sender is told that they have arrived.
   * Resolves to the items that it set aside, if any. Any other value is ignored.
   *
   * The sender posts the same items again after a rejection (answered with 503) and after `WebhookBusyError` (429), so
   * a second call with items that were stored must do no harm.
   */
  readonly accept: (items: readonly WebhookItem[]) => Promise<readonly SetAsideItem[] | void>;
  /** Largest body in bytes, as received and unpacked; 10,000,000 by default. */
  readonly maxBodyBytes?: number;
  /** Most items in a body; 50,000 by default. */
  readonly maxItems?: number;
  /** Most requests at a time, which bounds the memory they take; more are answered with 429. 16 by default. */
  readonly maxInFlight?: number;
  /** Called with what `accept` rejected with, before the 503, which comes also where it throws. The handler logs nothing. */
  readonly onError?: (error: unknown) => void;
}

const limits = { maxBodyBytes: 10_000_000, maxItems: 50_000, maxInFlight: 16 } as const;

export type Limits = Readonly<Record<keyof typeof limits, number>>;

const optionNames = Object.keys({
  auth: 0,
  accept: 0,
  maxBodyBytes: 0,
  maxItems: 0,
  maxInFlight: 0,
  onError: 0,
} satisfies Record<keyof WebhookOptions, 0>);

const authNames = Object.keys({ secret: 0, username: 0, header: 0 } satisfies Record<keyof WebhookAuth, 0>);

const isHeaderName = (name: unknown): boolean => typeof name === "string" && /^[\w!#$%&'*+.^`|~-]+$/.test(name);

/**
 * Checks the names of options: a misspelled one would be ignored, such as the user name that Basic must have. The name
 * isn't repeated if it may be a secret.
 */
const checkNames = (where: string, options: object, known: readonly string[]): void => {
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const name = /^[A-Za-z]{1,20}$/.test(unknown) ? ` ${where}${unknown}` : ` of this name`;
  throw new TypeError(`There is no option${name}; use ${known.map((one) => `${where}${one}`).join(", ")}`);
};

const checkAuth = (auth: WebhookOptions["auth"]): void => {
  if (auth === "none") return;
  const secrets = [auth?.secret ?? []].flat();
  if (secrets.length === 0 || !secrets.every((secret) => typeof secret === "string" && secret.trim() !== "")) {
    throw new TypeError('auth.secret must be a string that isn\'t blank, or a list of such; or auth "none"');
  }
  checkNames("auth.", auth, authNames);
  if (auth.header !== undefined && !isHeaderName(auth.header)) {
    throw new TypeError('auth.header must be the name of a header, such as "x-webhook-secret"');
  }
  if (auth.username !== undefined && typeof auth.username !== "string") {
    throw new TypeError("auth.username must be a string; leave it out to take any");
  }
};

/**
 * Returns the limits of a handler.
 *
 * @throws TypeError for an unknown option, one of another kind or out of range, and for a secret that is missing or
 *   blank.
 */
export const readLimits = (options: WebhookOptions): Limits => {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError("The options must be an object with auth and accept");
  }
  checkNames("", options, optionNames);
  checkAuth(options.auth);
  if (typeof options.accept !== "function") throw new TypeError("accept must be a function that stores items");
  if (typeof (options.onError ?? readLimits) !== "function") throw new TypeError("onError must be a function");
  const read = (name: keyof Limits): number => {
    const value = options[name] ?? limits[name];
    if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`${name} must be a whole number, 1 or more`);
    return value;
  };
  return { maxBodyBytes: read("maxBodyBytes"), maxItems: read("maxItems"), maxInFlight: read("maxInFlight") };
};
