import { placesOf, pointerTokens, type SchemaNode } from "@email-events/json-schema";
import { saysNothing } from "./says-nothing.ts";

/** What a place says about properties without names of their own. */
export interface OtherPlaces {
  readonly patterns: readonly SchemaNode[];
  /** What no pattern matches; nothing where that may be there and be anything. */
  readonly additional: SchemaNode | undefined;
}

/** The pattern of a place below `patternProperties`. */
export const patternOf = (place: SchemaNode): string => pointerTokens(place.pointer).at(-1) ?? "";

/** Patterns that every name matches, so that nothing is left for `additionalProperties`. */
const everyName: ReadonlySet<string> = new Set(["", "^", "$", ".*", "^.*", ".*$"]);

export const takesEveryName = (pattern: string): boolean => everyName.has(pattern);

/** Reads `patternProperties` and `additionalProperties`. */
export const otherPlaces = (node: SchemaNode): OtherPlaces => {
  const patterns = placesOf(node, "patternProperties");
  const [additional] = placesOf(node, "additionalProperties");
  if (patterns.some((place) => takesEveryName(patternOf(place)))) {
    return { patterns, additional: { ...node, schema: false } };
  }
  return { patterns, additional: additional && saysNothing(additional) ? undefined : additional };
};
