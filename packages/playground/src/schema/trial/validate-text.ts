import type { Validator } from "@email-events/codegen/in-memory";
import { parseJson } from "@email-events/json-schema";
import { refusalsOf, type Refusal } from "./refusals.ts";
import { shownText } from "./shown-text.ts";
import { placesOf } from "./text-place.ts";

/** What the validator of a schema says of a value. */
export interface Verdict {
  readonly sentence: string;
  readonly issues: readonly Refusal[];
}

/** As many issues as a generated validator returns by default. */
const maxIssues = 20;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // It says where the text isn't JSON.
    return parseJson(text, "");
  }
};

const count = (issues: number): string => {
  if (issues === 1) return "has one issue";
  return issues < maxIssues ? `has ${issues} issues` : `has ${maxIssues} issues or more`;
};

/** Returns what a validator says of the text of a value. */
export const validateText = (text: string, typeName: string, validator: Validator): Verdict => {
  const name = shownText(typeName);
  if (text.trim() === "") return { sentence: "There is no event to validate.", issues: [] };
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    return { sentence: "The event can't be read.", issues: refusalsOf(error, text) };
  }
  const found = validator.issuesOf(value, maxIssues);
  if (found.length === 0) return { sentence: `The event is a valid ${name}.`, issues: [] };
  const places = placesOf(
    text,
    found.map(({ pointer }) => pointer),
  );
  const issues = found.map(({ code, expected, hint, pointer, received }): Refusal => {
    const place = places.get(pointer);
    const sentence = `expected ${expected}, received ${received} (${code})${hint === undefined ? "" : `; ${hint}`}`;
    return { pointer: shownText(pointer), sentence: shownText(sentence), ...(place !== undefined && { place }) };
  });
  return { sentence: `The event ${count(found.length)} as ${name}.`, issues };
};
