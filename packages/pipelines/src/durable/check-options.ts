import { check } from "../queue/check-options.ts";
import { isObject } from "../queue/is-object.ts";

/** The methods that each required option must have. */
const methods = {
  client: ["track", "send", "close"],
  store: ["append", "ack", "replay", "close"],
} as const;

/**
 * Checks the options of a durable client.
 *
 * @throws ConfigError for the first that is wrong.
 */
export const checkDurableOptions = (options: unknown): void => {
  check(isObject(options), "The options must be an object with client and store.");
  const given: Readonly<Record<string, unknown>> = Object(options);
  for (const [name, needed] of Object.entries(methods)) {
    const fields: Readonly<Record<string, unknown>> = Object(given[name]);
    const isGood = needed.every((method) => typeof fields[method] === "function");
    check(isGood, `${name} must have ${needed.map((method) => `${method}()`).join(" ")}.`);
  }
  const { messageId } = given;
  check(typeof (messageId ?? check) === "function", "messageId must be a function.");
  const unknown = Object.keys(given).find((name) => name !== "messageId" && !Object.hasOwn(methods, name));
  check(unknown === undefined, `There is no option ${unknown}.`);
};
