import type { Issue } from "@email-events/core";
import { describeValue } from "@email-events/core/mapping";

/** What counted as absent on the way, at most 20 notes. */
export type Notes = Issue[];

/** As many as a validator gives issues: a list of a thousand rounded numbers needs no thousand notes. */
const maxNotes = 20;

/** Adds a note, unless there are enough, or one of the same place. */
export const addNote = (notes: Notes, note: Issue): void => {
  if (notes.length < maxNotes && !notes.some(({ pointer }) => pointer === note.pointer)) notes.push(note);
};

/** Longer names are data rather than names. */
const maxNameLength = 64;

/**
 * The JSON Pointer to a member below a place, or to the place itself where the member's name can't be repeated: senders
 * also use addresses as keys.
 */
export const pointerTo = (above: string, name: string | number): string => {
  const key = String(name);
  if (key.includes("@") || key.length > maxNameLength) return above;
  return `${above}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
};

const describeNumber = (value: number): string => {
  if (!Number.isFinite(value)) return "no finite number";
  if (Object.is(value, -0)) return "minus zero";
  return Number.isInteger(value) ? "a number beyond 2^53" : "a fraction";
};

/** Notes a number that can't be an identifier; the number itself may be rounded, and isn't repeated. */
export const inexactNumber = (pointer: string, value: number): Issue => ({
  pointer,
  code: "inexact_number",
  expected: "a whole number below 2^53 in size, or a string",
  received: describeNumber(value),
  hint: "send it as a string",
});

/** Says what stands where an identifier belongs, without repeating it: what is no identifier can still hold a name. */
const describeNobody = (value: unknown): string => {
  if (typeof value === "number") return "a number";
  if (typeof value !== "string") return describeValue(value);
  return value.isWellFormed() ? `a string of ${value.length} characters` : "a string with half of a surrogate pair";
};

/** Notes a value that identifies nobody. */
export const noIdentifier = (pointer: string, value: unknown): Issue => ({
  pointer,
  code: "identifier",
  expected: "an identifier of a person",
  received: describeNobody(value),
  hint: "a blank, a redaction or a written-out null identifies nobody",
});
