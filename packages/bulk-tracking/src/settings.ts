import type { Unsubscribed } from "@email-events/core";
import {
  checkOptions,
  chooseIdentify,
  chooseOption,
  thirteenDigits,
  type OptionForm,
  type TimeRange,
} from "@email-events/core/mapping";
import { identifyByUserIdOrRecipient, type Identify } from "./identify.ts";
import type { BulkTrackingMapperOptions } from "./options.ts";
import { defaultKeys, type AdditionalKeys, type AdditionalProperty } from "./values/additional.ts";
import { toTimeRange } from "./values/plausible-time.ts";

/** The checked options with defaults. */
export interface Settings {
  readonly unsubscribeEvent: Unsubscribed["event"];
  readonly identify: Identify;
  readonly keys: AdditionalKeys;
  readonly plausibleTime: TimeRange;
}

/** The settings of a mapper without options. */
export const defaultSettings = {
  unsubscribeEvent: "Unsubscribed",
  identify: identifyByUserIdOrRecipient,
  keys: defaultKeys,
  plausibleTime: thirteenDigits,
} as const satisfies Settings;

const keyForms = {
  userId: { kind: "list" },
  email_id: { kind: "list" },
  email_subject: { kind: "list" },
  campaign_id: { kind: "list" },
  campaign_name: { kind: "list" },
  link_id: { kind: "list" },
  list_id: { kind: "list" },
  list_name: { kind: "list" },
} as const satisfies { readonly [Property in AdditionalProperty]: OptionForm };

/** What each option takes. The first of several choices is the default. */
export const optionForms = {
  unsubscribeEvent: { kind: "choice", choices: ["Unsubscribed", "Email Unsubscribed"] },
  identity: { kind: "choice", choices: ["user-id-or-recipient"], orFunction: true },
  additional: { kind: "group", options: keyForms },
  plausibleTime: { kind: "group", options: { from: { kind: "text" }, to: { kind: "text" } } },
} as const satisfies { readonly [Name in keyof Required<BulkTrackingMapperOptions>]: OptionForm };

const checkKeys = (given: NonNullable<BulkTrackingMapperOptions["additional"]>): AdditionalKeys => {
  checkOptions("The option additional", given, Object.keys(keyForms));
  const keysOf = (property: AdditionalProperty): readonly string[] => {
    const keys = given[property];
    if (keys === undefined) return defaultKeys[property];
    const several: readonly unknown[] = Array.isArray(keys) ? [...keys] : [keys];
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
  checkOptions("The option plausibleTime", given, Object.keys(optionForms.plausibleTime.options));
  return toTimeRange(given);
};

/** A missing option has its default. `null` isn't missing; it is an invalid value. */
const orElse = <T>(given: T | undefined, otherwise: T): T => (given === undefined ? otherwise : given);

/**
 * Checks the options and adds the defaults.
 *
 * @throws TypeError if the options aren't an object, or one of them is unknown or has an invalid value.
 */
export const toSettings = (options: BulkTrackingMapperOptions): Settings => {
  checkOptions("createBulkTrackingMapper", options, Object.keys(optionForms));
  const { unsubscribeEvent, identity } = optionForms;
  const keys = checkKeys(orElse(options.additional, {}));
  return {
    unsubscribeEvent: chooseOption("unsubscribeEvent", options.unsubscribeEvent, unsubscribeEvent.choices),
    identify: chooseIdentify(options.identity, identity.choices, {
      "user-id-or-recipient": identifyByUserIdOrRecipient,
    }),
    // A custom function takes no user from the sender's data, so it stays there.
    keys: typeof options.identity === "function" ? { ...keys, userId: [] } : keys,
    plausibleTime: checkTime(orElse(options.plausibleTime, {})),
  };
};
