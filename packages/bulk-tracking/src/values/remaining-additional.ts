import type { Issue } from "@email-events/core";
import { pointerTo } from "@email-events/core/mapping";
import { addNote, inexactNumber, type Notes } from "./notes.ts";

/** The sender's data, by key. */
export type Additional = Readonly<Record<string, unknown>>;

/** The pointer to the sender's data in an event. */
export const additionalPointer = "/additional";

/** Email events have five levels; a circular value has no end. */
const maxDepth = 100;

const tooDeep = (pointer: string): Issue => ({
  pointer,
  code: "nesting",
  expected: `at most ${maxDepth} levels`,
  received: "more levels, or a circular value",
});

/** The location of a value. */
interface Place {
  readonly pointer: string;
  /** The objects and arrays that contain it. */
  readonly above: readonly object[];
  readonly notes: Notes;
}

const isPlainObject = (value: object): value is Additional => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Whether JSON can contain the number and JavaScript represents it exactly; fractions count as exact. */
const isExact = (value: number): boolean =>
  Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));

/** Whether a value can be sent unchanged. Nearly every value can, and is then not copied. */
const isSendable = (value: unknown, depth: number): boolean => {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return isExact(value);
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
  // fromEntries defines each property, so __proto__ is a key like any other.
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
  // A removed item becomes null, because the indexes of the others matter.
  if (Array.isArray(value)) return value.map((item, index) => clean(item, below(place, value, index)) ?? null);
  return isPlainObject(value) ? cleanObject(value, place) : value;
};

/** Returns a value that can be sent; undefined, with a note, if it can't. */
const clean = (value: unknown, place: Place): unknown => {
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value === "bigint") return String(value);
  if (typeof value === "object" && value !== null) return cleanHolder(value, place);
  if (typeof value !== "number" || isExact(value)) return value;
  addNote(place.notes, inexactNumber(place.pointer, value));
  return undefined;
};

/**
 * Returns the sender's data without the keys that were taken; undefined if nothing remains.
 *
 * Numbers that were rounded when the JSON was parsed are removed (null in arrays) with a note; halves of surrogate
 * pairs become U+FFFD. Values are shared with the event if nothing had to be changed.
 */
export const remainingAdditional = (
  additional: Additional,
  taken: readonly string[],
  notes: Notes,
): Additional | undefined => {
  const entries = Object.entries(additional).filter(([key]) => !taken.includes(key));
  if (entries.length === 0) return undefined;
  // fromEntries defines each property, so __proto__ is a key like any other.
  const rest: Additional = Object.fromEntries(entries);
  if (entries.every((entry) => isEntrySendable(entry, 1))) return rest;
  const cleaned = cleanObject(rest, { pointer: additionalPointer, above: [additional], notes });
  return Object.keys(cleaned).length === 0 ? undefined : cleaned;
};
