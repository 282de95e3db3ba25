import type { BulkTrackingEvent, BulkTrackingEventName } from "@email-events/core";
import { identifier, text } from "@email-events/core/mapping";
import { additionalPointer, type Additional } from "./remaining-additional.ts";
import { addNote, inexactNumber, noIdentifier, pointerTo, type Notes } from "./notes.ts";

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

/** A property of a call that the sender's own data can hold. */
type FilledProperty = Exclude<AdditionalProperty, "userId" | "email_id">;

/**
 * The properties that each kind of event takes out of the sender's own data. What else the data holds stays in it, a list
 * under an open as well, since an open has no place for it.
 */
const filledBy: { readonly [Name in BulkTrackingEventName]: readonly FilledProperty[] } = {
  click: ["email_subject", "campaign_id", "campaign_name", "link_id"],
  open: ["email_subject", "campaign_id", "campaign_name"],
  unsubscribe: ["email_subject", "campaign_id", "campaign_name", "list_id", "list_name"],
};

const nothing: Additional = {};

/** The sender's own data of an event; nothing, too, for the empty array that a PHP-like origin writes. */
const additionalOf = ({ additional }: BulkTrackingEvent): Additional => {
  if (typeof additional !== "object" || additional === null || Array.isArray(additional)) return nothing;
  return additional;
};

/** Whole numbers in digits. Others were rounded when the JSON was parsed, or may have been. */
const digitsOf = (value: number | bigint): string | undefined =>
  typeof value === "bigint" || (Number.isSafeInteger(value) && !Object.is(value, -0)) ? String(value) : undefined;

const isNumber = (value: unknown): value is number | bigint => typeof value === "number" || typeof value === "bigint";

/** Reads a value that stands under a name below a place; nothing when it can't be used. */
type Read = (value: unknown, above: string, name: string, notes: Notes) => string | undefined;

/** Reads a value for a property; a number that can't be used is noted. */
const readText: Read = (value, above, name, notes) => {
  if (!isNumber(value)) return text(value);
  const digits = digitsOf(value);
  if (digits === undefined) addNote(notes, inexactNumber(pointerTo(above, name), Number(value)));
  return digits;
};

/** Reads an identifier of a person: what is there and identifies nobody is noted. */
export const readIdentifier: Read = (value, above, name, notes) => {
  const found = identifier(value);
  if (found === undefined && value !== undefined && value !== null && value !== "")
    addNote(notes, noIdentifier(pointerTo(above, name), value));
  return found;
};

/** Reads a value for the user: an identifier, or a whole number in digits. */
const readUser: Read = (value, above, name, notes) =>
  (isNumber(value) ? readText : readIdentifier)(value, above, name, notes);

/** The sender's own data of one event, out of which properties are taken. */
export interface AdditionalData {
  readonly additional: Additional;
  readonly keys: AdditionalKeys;
  /** The keys of what was taken so far. */
  readonly taken: string[];
  /** What stood under the keys and couldn't be used. */
  readonly notes: Notes;
}

/** Reads the sender's own data of an event, of which nothing is taken yet. */
export const readAdditional = (event: BulkTrackingEvent, keys: AdditionalKeys, notes: Notes): AdditionalData => ({
  additional: additionalOf(event),
  keys,
  taken: [],
  notes,
});

/** Takes the first usable value under the keys of a property: a string that isn't empty, or a whole number in digits. */
export const takeAdditional = (data: AdditionalData, property: AdditionalProperty): string | undefined => {
  const { additional, keys, taken, notes } = data;
  const read = property === "userId" ? readUser : readText;
  for (const key of keys[property]) {
    // The sender chooses the names: "constructor" must not find what every object has.
    if (!Object.hasOwn(additional, key)) continue;
    const value = read(additional[key], additionalPointer, key, notes);
    if (value === undefined) continue;
    taken.push(key);
    return value;
  }
  return undefined;
};

/** Takes the properties that a kind of event has a place for, and writes them into those of a call. */
export const fillAdditional = (
  properties: { [Property in FilledProperty]?: string },
  data: AdditionalData,
  kind: BulkTrackingEventName,
): void => {
  for (const property of filledBy[kind]) {
    const value = takeAdditional(data, property);
    if (value !== undefined) properties[property] = value;
  }
};
