import type { BulkTrackingEvent } from "@email-events/core";

/** The sender's own data, by key. */
export type Additional = Readonly<Record<string, unknown>>;

/** One key of the sender's data, or several to try in turn. */
export type AdditionalKey = string | readonly string[];

/** What a call can take out of the sender's own data: the properties that a bulk-tracking event has no field for. */
export type AdditionalProperty =
  "userId" | "email_id" | "email_subject" | "campaign_id" | "campaign_name" | "link_id" | "list_id" | "list_name";

/** For each property, the keys to look under. */
export type AdditionalKeys = { readonly [Property in AdditionalProperty]: readonly string[] };

/** The keys that are looked under unless others are given: the property's own name, and for the user two spellings. */
export const defaultKeys: AdditionalKeys = {
  userId: ["user_id", "userId"],
  email_id: ["email_id"],
  email_subject: ["email_subject"],
  campaign_id: ["campaign_id"],
  campaign_name: ["campaign_name"],
  link_id: ["link_id"],
  list_id: ["list_id"],
  list_name: ["list_name"],
};

const nothing: Additional = {};

/** The sender's own data of an event; nothing, too, for the empty array that a PHP-like origin writes. */
export const additionalOf = (event: BulkTrackingEvent): Additional => {
  const { additional } = event;
  if (typeof additional !== "object" || additional === null || Array.isArray(additional)) return nothing;
  return additional;
};

/** A value and the key that it was found under. */
export interface Found {
  readonly key: string;
  readonly value: string;
}

/** The first usable value under the keys: a string that isn't empty, or a number in digits. */
export const findIn = (additional: Additional, keys: readonly string[]): Found | undefined => {
  for (const key of keys) {
    // The sender chooses the names: "constructor" must not find what every object has.
    if (!Object.hasOwn(additional, key)) continue;
    const value = additional[key];
    if (typeof value === "string" && value !== "") return { key, value };
    if (typeof value === "number" && Number.isFinite(value)) return { key, value: String(value) };
  }
  return undefined;
};

/** What is left of the sender's data when the taken keys are left out; nothing when nothing is left. */
export const leftOver = (additional: Additional, taken: readonly string[]): Additional | undefined => {
  const keys = Object.keys(additional).filter((key) => !taken.includes(key));
  if (keys.length === 0) return undefined;
  // fromEntries defines each property, so that a key named __proto__ stays a key.
  return Object.fromEntries(keys.map((key) => [key, additional[key]]));
};
