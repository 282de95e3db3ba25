import type { Issue } from "@email-events/core";
import { describeValue } from "@email-events/core/mapping";

/** What counted as absent on the way, at most one note a place. */
export interface Notes {
  readonly add: (note: Issue) => void;
  /** The notes as a part of an outcome; nothing when there are none. */
  readonly part: () => { readonly notes?: readonly Issue[] };
}

/** Makes an empty list of notes. */
export const createNotes = (): Notes => {
  const notes = new Map<string, Issue>();
  return {
    add: (note) => {
      if (!notes.has(note.pointer)) notes.set(note.pointer, note);
    },
    part: () => (notes.size === 0 ? {} : { notes: [...notes.values()] }),
  };
};

/** The JSON Pointer to a member below a place. */
export const pointerTo = (above: string, name: string | number): string =>
  `${above}/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;

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

/** Notes a value that identifies nobody. */
export const noIdentifier = (pointer: string, value: unknown): Issue => ({
  pointer,
  code: "identifier",
  expected: "an identifier of a person",
  received: describeValue(value),
});
