import type { Issue } from "@email-events/core";
import { addNote, inexactNumber, pointerTo, type Notes } from "./notes.ts";

/** The sender's own data, by key. */
export type Additional = Readonly<Record<string, unknown>>;

/** Where the sender's own data stands in an event. */
export const additionalPointer = "/additional";

/** Email events nest five levels deep; a value that holds itself has no end. */
const maxDepth = 100;

const tooDeep = (pointer: string): Issue => ({
  pointer,
  code: "nesting",
  expected: `at most ${maxDepth} levels`,
  received: "more levels, or a value that holds itself",
});

/** Where a value stands. */
interface Place {
  readonly pointer: string;
  /** The objects and arrays that hold it. */
  readonly above: readonly object[];
  readonly notes: Notes;
}

const isPlainObject = (value: object): value is Additional => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Numbers that JSON can write and JavaScript holds as they came; fractions count as read. */
const isHeld = (value: number): boolean =>
  Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));

/** Whether a value can be sent as it is. Nearly every one can, and is then neither copied nor given a pointer. */
const isSendable = (value: unknown, depth: number): boolean => {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return isHeld(value);
  if (typeof value !== "object" || value === null) return typeof value !== "bigint";
  if (depth >= maxDepth) return false;
  if (Array.isArray(value)) return value.every((item) => isSendable(item, depth + 1));
  return !isPlainObject(value) || Object.entries(value).every((entry) => isEntrySendable(entry, depth + 1));
};

const isEntrySendable = ([key, member]: readonly [string, unknown], depth: number): boolean =>
  key.isWellFormed() && isSendable(member, depth);

const below = ({ pointer, above, notes }: Place, holder: object, name: string | number): Place => ({
  pointer: pointerTo(pointer, name),
  above: [...above, holder],
  notes,
});

const cleanObject = (members: Additional, place: Place): Additional =>
  // fromEntries defines each property, so that a key named __proto__ stays a key.
  Object.fromEntries(
    Object.entries(members).flatMap(([key, member]) => {
      const value = clean(member, below(place, members, key));
      return value === undefined ? [] : [[key.toWellFormed(), value]];
    }),
  );

const cleanHolder = (value: object, place: Place): unknown => {
  if (place.above.length >= maxDepth || place.above.includes(value)) {
    addNote(place.notes, tooDeep(place.pointer));
    return undefined;
  }
  // What is left out of an array becomes null: the places of the others tell something.
  if (Array.isArray(value)) return value.map((item, index) => clean(item, below(place, value, index)) ?? null);
  return isPlainObject(value) ? cleanObject(value, place) : value;
};

/** A value as it can be sent without saying something else; nothing for what can't, which is noted. */
const clean = (value: unknown, place: Place): unknown => {
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value === "bigint") return String(value);
  if (typeof value === "object" && value !== null) return cleanHolder(value, place);
  if (typeof value !== "number" || isHeld(value)) return value;
  addNote(place.notes, inexactNumber(place.pointer, value));
  return undefined;
};

/**
 * Returns what remains of the sender's data without the keys that were taken; nothing when nothing remains.
 *
 * Numbers that were rounded when the JSON was parsed are left out (null in arrays) and noted, halves of surrogate pairs
 * become U+FFFD. Values are the event's own where nothing had to be changed, not copies.
 */
export const remainingAdditional = (
  additional: Additional,
  taken: readonly string[],
  notes: Notes,
): Additional | undefined => {
  const entries = Object.entries(additional).filter(([key]) => !taken.includes(key));
  if (entries.length === 0) return undefined;
  // fromEntries defines each property, so that a key named __proto__ stays a key.
  const rest: Additional = Object.fromEntries(entries);
  if (entries.every((entry) => isEntrySendable(entry, 1))) return rest;
  const cleaned = cleanObject(rest, { pointer: additionalPointer, above: [additional], notes });
  return Object.keys(cleaned).length === 0 ? undefined : cleaned;
};
