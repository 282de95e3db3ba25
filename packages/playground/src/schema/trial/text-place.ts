import { parseJson, SchemaError } from "@email-events/json-schema";

/** Where something is in a text. */
export interface TextPlace {
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** Returns the place of an offset. */
export const placeAt = (text: string, offset: number): TextPlace => {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf("\n") + 1;
  return { offset, line: before.split("\n").length, column: offset - start + 1 };
};

/** Returns the places of some pointers into a text of JSON, as far as it can be read. */
export const placesOf = (text: string, pointers: readonly string[]): ReadonlyMap<string, TextPlace> => {
  const wanted = new Set(pointers);
  const places = new Map<string, TextPlace>();
  if (wanted.size === 0 || text === "") return places;
  if (wanted.has("")) places.set("", placeAt(text, 0));
  try {
    parseJson(text, "", (pointer, offset) => {
      if (wanted.has(pointer)) places.set(pointer, placeAt(text, offset));
    });
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
  }
  return places;
};
