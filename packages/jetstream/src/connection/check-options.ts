import { isRecord } from "../wire/parse-object.ts";
import { check, checkSettings } from "./check-settings.ts";
import type { ConnectionSettings } from "./connection-settings.ts";

/** What a value must be, as an error says it. */
interface Rule {
  readonly accepts: (value: unknown) => boolean;
  /** Follows "must be". */
  readonly expected: string;
}

/** The longest time that a timer of Node takes, in milliseconds. */
const maxTimerMs = 2_147_483_647;

const whole = (least: number, most: number = Number.MAX_SAFE_INTEGER, unit = ""): Rule => ({
  accepts: (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
  expected:
    most === Number.MAX_SAFE_INTEGER
      ? `a whole number${unit}, ${least} or more`
      : `a whole number${unit} from ${least} to ${most}`,
});
const func: Rule = { accepts: (value) => typeof value === "function", expected: "a function" };
const text: Rule = { accepts: (value) => typeof value === "string", expected: "a string" };
const withMethods = (...methods: readonly string[]): Rule => ({
  accepts: (value) => {
    const fields: Readonly<Record<string, unknown>> = Object(value);
    return methods.every((method) => typeof fields[method] === "function");
  },
  expected: `an object with ${methods.map((method) => `${method}()`).join(" and ")}`,
});

/** How to connect, which is checked together; and the prefix, which `toNames` checks. */
const settings = ["servers", "credentials", "tls", "connectTimeoutMs", "stream"];

/** The other options of all functions that open a queue: callers may pass one object to several of them. */
const optionRules: Readonly<Record<string, Rule>> = {
  holder: {
    accepts: (value) => typeof value === "string" && value.trim() !== "",
    expected: "a string that isn't blank",
  },
  holdMs: whole(1, maxTimerMs, " of milliseconds"),
  onTrouble: func,
  clock: withMethods("now", "after"),
  replicas: whole(1),
  maxBytes: whole(1),
};

const consumeRules: Readonly<Record<string, Rule>> = {
  signal: withMethods("addEventListener", "removeEventListener"),
  concurrency: whole(1),
};

const listRules: Readonly<Record<string, Rule>> = { after: whole(0), limit: whole(1), status: text, source: text };

/** Unknown names may hold anything, so only short and plain ones are repeated. */
const quote = (name: string): string => (/^[\w$-]{1,40}$/.test(name) ? ` ${name}` : " of this name");

const checkEach = (
  options: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, Rule>>,
  required: readonly string[],
  others: readonly string[] = [],
): void => {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(rules, name) && !others.includes(name));
  check(unknown === undefined, `There is no option${quote(unknown ?? "")}.`);
  for (const [name, { accepts, expected }] of Object.entries(rules)) {
    const isMissing = options[name] === undefined && !required.includes(name);
    check(isMissing || accepts(options[name]), `The option ${name} must be ${expected}.`);
  }
};

/**
 * Checks the options of a function that opens a queue, because callers in JavaScript have no type check.
 *
 * @throws QueueError: `refused` for what can't be right
 */
export const checkOptions = (options: ConnectionSettings, required: readonly string[] = []): void => {
  check(isRecord(options), "The options must be an object with the servers, each as nats://host:port.");
  checkEach(options, optionRules, required, settings);
  checkSettings(options);
};

/**
 * Checks how chunks are taken.
 *
 * @throws QueueError: `refused`
 */
export const checkConsumeOptions = (options: unknown): void => {
  check(isRecord(options), "Chunks are taken with an object of signal and concurrency.");
  checkEach(options, consumeRules, Object.keys(consumeRules));
};

/**
 * Checks which rejects are listed.
 *
 * @throws QueueError: `refused`
 */
export const checkListOptions = (options: unknown): void => {
  check(isRecord(options), "Rejects are listed with an object of options, or without.");
  checkEach(options, listRules, []);
};
