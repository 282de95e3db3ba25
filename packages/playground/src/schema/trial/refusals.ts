import { JsonSyntaxError, SchemaError, SchemaErrors } from "@email-events/json-schema";
import { shownText } from "./shown-text.ts";
import { placeAt, placesOf, type TextPlace } from "./text-place.ts";

/** Why a schema or a value isn't used. */
export interface Refusal {
  /** JSON Pointer into the text. */
  readonly pointer: string;
  readonly sentence: string;
  /** Absent where it isn't known. */
  readonly place?: TextPlace;
}

/** How many are listed. */
export const maxListed = 50;

/** The words of the generator, without the name of a file. */
const sentenceOf = ({ detail, problem }: SchemaError): string =>
  shownText(detail === undefined ? problem : `${problem}: ${detail}`);

// What reads YAML would make half of the page again.
const ofYaml =
  "this looks like YAML, which the page doesn't read; paste it as JSON: npx yaml --json --single < schema.yaml writes that. " +
  "The generator reads both.";

/** Whether a text that isn't JSON looks like YAML: its first line with content begins a document or a mapping. */
const isYaml = (text: string): boolean => {
  const first = text.split("\n").find((line) => !/^\s*(?:#.*)?$/.test(line)) ?? "";
  return /^(?:---|%YAML|(?:[\w$.-]+|"[^"]*"|'[^']*')\s*:(?:\s|$))/.test(first);
};

/**
 * Returns the refusals of an error, with their places in a text; without places where there is no text to show them in.
 * Throws other errors.
 */
export const refusalsOf = (error: unknown, text = ""): readonly Refusal[] => {
  if (!(error instanceof SchemaError)) throw error;
  if (error instanceof JsonSyntaxError && isYaml(text)) return [{ pointer: "", sentence: ofYaml }];
  if (error instanceof JsonSyntaxError && text !== "")
    return [{ pointer: "", sentence: sentenceOf(error), place: placeAt(text, error.offset) }];
  const errors = error instanceof SchemaErrors ? error.errors.slice(0, maxListed) : [error];
  const places = placesOf(
    text,
    errors.map(({ pointer }) => pointer),
  );
  return errors.map((one) => {
    const place = places.get(one.pointer);
    return {
      pointer: shownText(one.pointer),
      sentence: sentenceOf(one),
      ...(place !== undefined && { place }),
    };
  });
};
