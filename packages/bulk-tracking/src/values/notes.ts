import type { Issue } from "@email-events/core";
import { describeValue } from "@email-events/core/mapping";

/** Values that count as absent, at most 20. */
export type Notes = Issue[];

/** As many as the issues of a validator. */
const maxNotes = 20;

/** Adds a note, unless there are enough, or one with the same pointer. */
export const addNote = (notes: Notes, note: Issue): void => {
  if (notes.length < maxNotes && !notes.some(({ pointer }) => pointer === note.pointer)) notes.push(note);
};

const describeNumber = (value: number): string => {
  if (!Number.isFinite(value)) return "a number that isn't finite";
  if (Object.is(value, -0)) return "minus zero";
  return Number.isInteger(value) ? "a number beyond 2^53" : "a fraction";
};

/** Returns the note for a number that can't be an identifier. It doesn't contain the number, which may be rounded. */
export const inexactNumber = (pointer: string, value: number): Issue => ({
  pointer,
  code: "inexact_number",
  expected: "a whole number below 2^53 in size, or a string",
  received: describeNumber(value),
  hint: "send it as a string",
});

/** Describes a value that isn't an identifier, without its text, which can contain a name. */
const describeNobody = (value: unknown): string => {
  if (typeof value === "number") return "a number";
  if (typeof value !== "string") return describeValue(value);
  return value.isWellFormed() ? `a string of ${value.length} characters` : "a string with half a surrogate pair";
};

/**
 * Returns the note for a recipient that isn't the address of one person: it holds several, and it isn't known which of
 * these people did it, or none, as `Nora <null>`.
 */
export const noSingleRecipient = (pointer: string, value: unknown): Issue => ({
  pointer,
  code: "recipient",
  expected: "one address",
  received: describeNobody(value),
  hint: "an event is about one person: send an event for each address",
});

/** Returns the note for a value that identifies nobody. */
export const noIdentifier = (pointer: string, value: unknown): Issue => ({
  pointer,
  code: "identifier",
  expected: "an identifier of a person",
  received: describeNobody(value),
  hint: "a blank, a redaction, 0, -1 or the text null identifies nobody",
});
