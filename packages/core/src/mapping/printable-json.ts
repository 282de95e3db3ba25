import { unprintable } from "./printable.ts";

/** One escape a UTF-16 unit, as JSON has it. */
const escape = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");

/**
 * Writes a value as JSON on one line: the same value for a program, without a character that a terminal acts on. Whole,
 * whatever its length.
 */
export const printableJson = (value: unknown): string => JSON.stringify(value).replaceAll(unprintable, escape);
