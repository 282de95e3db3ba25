import type { Unsubscribed } from "@email-events/core";
import { defaultKeys, type AdditionalKey, type AdditionalKeys, type AdditionalProperty } from "./additional.ts";
import { createIdentify, type BulkTrackingIdentify, type Identify } from "./identify.ts";

/** How a bulk-tracking mapper decides where there is a choice. */
export interface BulkTrackingMapperOptions {
  /**
   * Name of an unsubscribe. Customer.io's pages disagree: the specification and the tools that match names exactly say
   * `Unsubscribed`, the Pipelines API page says `Email Unsubscribed`.
   *
   * @default "Unsubscribed"
   */
  readonly unsubscribeEvent?: Unsubscribed["event"];
  /**
   * Whom an event is about.
   * - `"user-id-or-recipient"`: `userId` is the user among the sender's own data, else the recipient's address
   *   (Customer.io takes an address in `userId` as the person's email)
   * - a function of the event: what it gives, and nothing else; what it throws is thrown on
   *
   * @default "user-id-or-recipient"
   */
  readonly identity?: "user-id-or-recipient" | BulkTrackingIdentify;
  /**
   * Where the sender's own data (`additional`) holds what the event has no field for: for each property a key, or
   * several keys to try in turn. A property that isn't named here keeps its default; `[]` switches it off.
   *
   * @default every property under its own name, and the user under `user_id`, then `userId`
   * @example { campaign_id: "campaign", userId: ["customer", "user_id"] }
   */
  readonly additional?: { readonly [Property in AdditionalProperty]?: AdditionalKey };
}

/** The options with every choice made. */
export interface Settings {
  readonly unsubscribeEvent: Unsubscribed["event"];
  readonly identify: Identify;
  readonly keys: AdditionalKeys;
}

const quote = (value: unknown): string => (typeof value === "string" ? `"${value}"` : typeof value);

const list = (values: readonly string[]): string => values.map(quote).join(", ");

const refuseOthers = (where: string, given: object, known: readonly string[]): void => {
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other !== undefined) throw new TypeError(`${where} has no "${other}": use one of ${list(known)}.`);
};

const choose = <T extends string>(option: string, given: T | undefined, choices: readonly [T, ...T[]]): T => {
  if (given === undefined) return choices[0];
  if (choices.includes(given)) return given;
  throw new TypeError(`The option ${option} can't be ${quote(given)}: use one of ${list(choices)}.`);
};

const checkIdentity = (identity: BulkTrackingMapperOptions["identity"]): Identify => {
  if (typeof identity === "function") return createIdentify(identity);
  return createIdentify(choose<"user-id-or-recipient">("identity", identity, ["user-id-or-recipient"]));
};

const checkKeys = (given: NonNullable<BulkTrackingMapperOptions["additional"]>): AdditionalKeys => {
  refuseOthers("The option additional", given, Object.keys(defaultKeys));
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

/**
 * Makes every choice that the options leave open.
 *
 * @throws TypeError when an option is unknown or has a value that it can't have.
 */
export const toSettings = (options: BulkTrackingMapperOptions): Settings => {
  refuseOthers("createBulkTrackingMapper", options, ["unsubscribeEvent", "identity", "additional"]);
  return {
    unsubscribeEvent: choose("unsubscribeEvent", options.unsubscribeEvent, ["Unsubscribed", "Email Unsubscribed"]),
    identify: checkIdentity(options.identity),
    keys: checkKeys(options.additional ?? {}),
  };
};
