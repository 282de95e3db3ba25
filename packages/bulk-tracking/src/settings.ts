import type { Unsubscribed } from "@email-events/core";
import { checkOptions, chooseOption, type TimeRange } from "@email-events/core/mapping";
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

const checkIdentity = (identity: BulkTrackingMapperOptions["identity"]): Identify =>
  createIdentify(
    typeof identity === "function"
      ? identity
      : chooseOption<"user-id-or-recipient">(
          "identity",
          identity,
          ["user-id-or-recipient"],
          ", or a function of the event",
        ),
  );

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
    unsubscribeEvent: chooseOption("unsubscribeEvent", options.unsubscribeEvent, [
      "Unsubscribed",
      "Email Unsubscribed",
    ]),
    identify: checkIdentity(options.identity),
    keys: checkKeys(orElse(options.additional, {})),
    plausibleTime: checkTime(orElse(options.plausibleTime, {})),
  };
};
