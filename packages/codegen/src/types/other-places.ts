import { placesOf, pointerTokens, type SchemaNode } from "@email-events/json-schema";
import { remembered } from "./remembered.ts";
import { saysNothing } from "./says-nothing.ts";

/** The schemas of the unnamed properties of a place. */
export interface OtherPlaces {
  readonly patterns: readonly SchemaNode[];
  /** The schema of names that no pattern matches; `undefined` if these may have any value. */
  readonly additional: SchemaNode | undefined;
}

/** The pattern of a place below `patternProperties`. */
export const patternOf = (place: SchemaNode): string => pointerTokens(place.pointer).at(-1) ?? "";

const regexOf = remembered((place) => new RegExp(patternOf(place), "u"));

/** Whether a name matches the pattern of a place below `patternProperties`. */
export const matchesName = (place: SchemaNode, name: string): boolean => regexOf(place).test(name);

/** Patterns that match every name, so that nothing is left for `additionalProperties`. */
const everyName: ReadonlySet<string> = new Set(["", "^", "$", ".*", "^.*", ".*$"]);

export const takesEveryName = (pattern: string): boolean => everyName.has(pattern);

/** Reads `patternProperties` and `additionalProperties`. */
export const otherPlaces = remembered((node): OtherPlaces => {
  const patterns = placesOf(node, "patternProperties");
  const [additional] = placesOf(node, "additionalProperties");
  if (patterns.some((place) => takesEveryName(patternOf(place)))) {
    return { patterns, additional: { ...node, schema: false } };
  }
  return { patterns, additional: additional && saysNothing(additional) ? undefined : additional };
});
