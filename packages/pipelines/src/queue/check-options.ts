import type { PipelinesClientOptions } from "../client-options.ts";
import { ConfigError } from "../config-error.ts";
import { isObject } from "./is-object.ts";

/** The type or the methods that an option must have. Unchecked, a mistake would show only when events are sent. */
const kinds = new Map<string, string>(
  Object.entries({
    strict: "boolean",
    allowInsecure: "boolean",
    gzip: "boolean",
    mixIntegrations: "boolean",
    warnOnExit: "boolean",
    messageId: "function",
    onOutcome: "function",
    onRetry: "function",
    onPause: "function",
    random: "function",
    transport: "send()",
    clock: "now() after() nextTurn()",
    signal: "addEventListener()",
  } satisfies { readonly [Name in keyof PipelinesClientOptions<object>]?: string }),
);

export const check: (isGood: boolean, message: string) => asserts isGood = (isGood, message) => {
  if (!isGood) throw new ConfigError(message);
};

/** @throws ConfigError for what isn't a finite number above 0, or also 0 where that is allowed. */
export const checkLimit = (name: string, value: number, mayBeZero: boolean): void =>
  check(Number.isFinite(value) && (mayBeZero ? value >= 0 : value > 0), `${name} must be a positive number.`);

/** Whether a value is of that type, or has those methods. */
const isOfKind = (value: unknown, kind: string): boolean => {
  const fields: Readonly<Record<string, unknown>> = Object(value);
  const hasMethod = (method: string): boolean => typeof fields[method.slice(0, -"()".length)] === "function";
  return typeof value === kind || kind.split(" ").every(hasMethod);
};

/**
 * Checks that the options are an object without unknown names, and the type of each option. Null counts as missing.
 *
 * @param others - The names of the options that are checked elsewhere.
 * @throws ConfigError for the first that is wrong.
 */
export const checkOptions = (options: unknown, others: readonly string[]): void => {
  check(isObject(options), "The options must be an object.");
  for (const [name, value] of Object.entries(options)) {
    const kind = kinds.get(name);
    check(kind !== undefined || others.includes(name), `There is no option ${name}.`);
    check(
      !kind || (value ?? undefined) === undefined || isOfKind(value, kind),
      `${name} must ${kind?.endsWith(")") ? "have" : "be a"} ${kind}.`,
    );
  }
};
