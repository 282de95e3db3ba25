import type { BulkTrackingEvent, BulkTrackingEventName } from "@email-events/core";
import { identifier, recipientAddress, text, pointerTo } from "@email-events/core/mapping";
import { additionalPointer, type Additional } from "./remaining-additional.ts";
import { addNote, inexactNumber, noIdentifier, noSingleRecipient, type Notes } from "./notes.ts";

/** One key of the sender's data, or several to try in turn. */
export type AdditionalKey = string | readonly string[];

/** The properties that a call can take from the sender's data, because a bulk-tracking event has no field for them. */
export type AdditionalProperty =
  | "userId"
  | "email_id"
  | "email_subject"
  | "campaign_id"
  | "campaign_name"
  | "link_id"
  | "list_id"
  | "list_name";

/** The keys of each property. */
export type AdditionalKeys = { readonly [Property in AdditionalProperty]: readonly string[] };

/** The default keys: the name of the property, and for the user two spellings. */
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

/** A property of a call that can be in the sender's data. */
type FilledProperty = Exclude<AdditionalProperty, "userId" | "email_id">;

/**
 * The properties that each kind of event takes from the sender's data. Everything else stays in it, also the list of an
 * open, which has no property for it.
 */
const filledBy: { readonly [Name in BulkTrackingEventName]: readonly FilledProperty[] } = {
  click: ["email_subject", "campaign_id", "campaign_name", "link_id"],
  open: ["email_subject", "campaign_id", "campaign_name"],
  unsubscribe: ["email_subject", "campaign_id", "campaign_name", "list_id", "list_name"],
};

const nothing: Additional = {};

/** Returns the sender's data of an event. PHP writes an empty array for no data. */
const additionalOf = ({ additional }: BulkTrackingEvent): Additional => {
  if (typeof additional !== "object" || additional === null || Array.isArray(additional)) return nothing;
  return additional;
};

/** Returns the digits of a whole number; undefined for numbers that may have been rounded when the JSON was parsed. */
const digitsOf = (value: number | bigint): string | undefined =>
  typeof value === "bigint" || (Number.isSafeInteger(value) && !Object.is(value, -0)) ? String(value) : undefined;

const isNumber = (value: unknown): value is number | bigint => typeof value === "number" || typeof value === "bigint";

/** Reads the value of a key; returns undefined if it can't be used. */
type Read = (value: unknown, above: string, name: string, notes: Notes) => string | undefined;

/** Reads a value for a property; adds a note for a number that can't be used. */
const readText: Read = (value, above, name, notes) => {
  if (!isNumber(value)) return text(value);
  const digits = digitsOf(value);
  if (digits === undefined) addNote(notes, inexactNumber(pointerTo(above, name), Number(value)));
  return digits;
};

/** Reads an identifier of a person; adds a note for a value that identifies nobody. */
const readIdentifier: Read = (value, above, name, notes) => {
  const found = identifier(value);
  if (found === undefined && value !== undefined && value !== null && value !== "")
    addNote(notes, noIdentifier(pointerTo(above, name), value));
  return found;
};

/** Reads the address of the recipient; adds a note for a value that isn't the address of one person. */
export const readRecipient: Read = (value, above, name, notes) => {
  const found = readIdentifier(value, above, name, notes);
  const address = recipientAddress(found);
  if (found !== undefined && address === undefined) addNote(notes, noSingleRecipient(pointerTo(above, name), value));
  return address;
};

/** Reads a value for the user: an identifier, or the digits of a whole number that is one. */
const readUser: Read = (value, above, name, notes) => {
  if (!isNumber(value)) return readIdentifier(value, above, name, notes);
  const digits = readText(value, above, name, notes);
  const found = identifier(digits);
  if (digits !== undefined && found === undefined) addNote(notes, noIdentifier(pointerTo(above, name), value));
  return found;
};

/** Reads the id of a message. One that identifies no message, such as `<>`, counts as absent: many events would share it. */
const readEmailId: Read = (value, above, name, notes) => identifier(readText(value, above, name, notes));

/** How properties that are identifiers are read. */
const readers: { readonly [Property in AdditionalProperty]?: Read } = { userId: readUser, email_id: readEmailId };

/** The sender's data of one event, from which properties are taken. */
export interface AdditionalData {
  readonly additional: Additional;
  readonly keys: AdditionalKeys;
  /** The keys of the values that were taken. */
  readonly taken: string[];
  /** Values of the keys that couldn't be used. */
  readonly notes: Notes;
}

/** Reads the sender's data of an event; nothing is taken from it yet. */
export const readAdditional = (event: BulkTrackingEvent, keys: AdditionalKeys, notes: Notes): AdditionalData => ({
  additional: additionalOf(event),
  keys,
  taken: [],
  notes,
});

/**
 * Takes the first usable value of a property's keys: a non-empty string, which for an id has to be an identifier, or the digits
 * of a whole number.
 */
export const takeAdditional = (data: AdditionalData, property: AdditionalProperty): string | undefined => {
  const { additional, keys, taken, notes } = data;
  const read = readers[property] ?? readText;
  for (const key of keys[property]) {
    // Senders choose the keys: "constructor" must not find an inherited property.
    if (!Object.hasOwn(additional, key)) continue;
    const value = read(additional[key], additionalPointer, key, notes);
    if (value === undefined) continue;
    taken.push(key);
    return value;
  }
  return undefined;
};

/** Takes the properties of a kind of event, and adds them to those of a call. */
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
