import { unprintable } from "./printable.ts";

/** Escapes each UTF-16 unit, as in JSON. */
const escape = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");

/**
 * Returns a JSON value as JSON on one line, complete, with terminal control characters escaped. It parses to the same
 * value.
 *
 * @throws TypeError for a value that JSON can't represent, such as undefined, a bigint or a circular object.
 */
export const printableJson = (value: unknown): string => JSON.stringify(value).replaceAll(unprintable, escape);
