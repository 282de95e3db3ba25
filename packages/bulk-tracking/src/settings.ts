import type { Unsubscribed } from "@email-events/core";
import { describeValue, type TimeRange } from "@email-events/core/mapping";
import { defaultKeys, type AdditionalKeys, type AdditionalProperty } from "./additional.ts";
import { createIdentify, type Identify } from "./identify.ts";
import type { BulkTrackingMapperOptions } from "./options.ts";
import { toTimeRange } from "./plausible-time.ts";

/** The options with every choice made. */
export interface Settings {
  readonly unsubscribeEvent: Unsubscribed["event"];
  readonly identify: Identify;
  readonly keys: AdditionalKeys;
  readonly plausibleTime: TimeRange;
}

const quote = (text: string): string => `"${text}"`;

const list = (values: readonly string[]): string => values.map(quote).join(", ");

/** A name as it stands where it is short and plain: others may hold an address or break a terminal. */
const quoteName = (name: string): string =>
  /^[\w$ .-]{1,40}$/.test(name) ? quote(name) : `option of this name (${name.length} characters)`;

/** Options by name; TypeScript's check of them is gone when JavaScript calls. */
const checkOptions = (where: string, given: unknown, known: readonly string[]): void => {
  const isOptions = typeof given === "object" && given !== null && !Array.isArray(given);
  if (!isOptions)
    throw new TypeError(`${where} takes an object of options, not ${describeValue(given)}: use ${list(known)}.`);
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other !== undefined) throw new TypeError(`${where} has no ${quoteName(other)}: use one of ${list(known)}.`);
};

const choose = <T extends string>(option: string, given: T | undefined, choices: readonly [T, ...T[]]): T => {
  if (given === undefined) return choices[0];
  if (choices.includes(given)) return given;
  throw new TypeError(`The option ${option} can't be ${describeValue(given)}: use one of ${list(choices)}.`);
};

const checkIdentity = (identity: BulkTrackingMapperOptions["identity"]): Identify => {
  if (typeof identity === "function") return createIdentify(identity);
  return createIdentify(choose<"user-id-or-recipient">("identity", identity, ["user-id-or-recipient"]));
};

const checkKeys = (given: NonNullable<BulkTrackingMapperOptions["additional"]>): AdditionalKeys => {
  checkOptions("The option additional", given, Object.keys(defaultKeys));
  const keysOf = (property: AdditionalProperty): readonly string[] => {
    const keys = given[property];
    if (keys === undefined) return defaultKeys[property];
    const several: readonly unknown[] = Array.isArray(keys) ? keys : [keys];
    if (several.every((key) => typeof key === "string")) return several;
    throw new TypeError(`The option additional.${property} must be a key, or a list of keys to try in turn.`);
  };
  return {
    userId: keysOf("userId"),
    email_id: keysOf("email_id"),
    email_subject: keysOf("email_subject"),
    campaign_id: keysOf("campaign_id"),
    campaign_name: keysOf("campaign_name"),
    link_id: keysOf("link_id"),
    list_id: keysOf("list_id"),
    list_name: keysOf("list_name"),
  };
};

const checkTime = (given: NonNullable<BulkTrackingMapperOptions["plausibleTime"]>): TimeRange => {
  checkOptions("The option plausibleTime", given, ["from", "to"]);
  return toTimeRange(given);
};

/** A missing option has its default; `null` isn't missing, and gets the error of a wrong value. */
const orElse = <T>(given: T | undefined, otherwise: T): T => (given === undefined ? otherwise : given);

/**
 * Makes every choice that the options leave open.
 *
 * @throws TypeError when the options are none, one is unknown, or one has a value that it can't have.
 */
export const toSettings = (options: BulkTrackingMapperOptions): Settings => {
  checkOptions("createBulkTrackingMapper", options, ["unsubscribeEvent", "identity", "additional", "plausibleTime"]);
  return {
    unsubscribeEvent: choose("unsubscribeEvent", options.unsubscribeEvent, ["Unsubscribed", "Email Unsubscribed"]),
    identify: checkIdentity(options.identity),
    keys: checkKeys(orElse(options.additional, {})),
    plausibleTime: checkTime(orElse(options.plausibleTime, {})),
  };
};
