import { type Fields, fieldsOf, itemsOf } from "@email-events/json-schema";
import { fingerprint } from "./fingerprint.ts";
import { type Place, placeBelow, placeKey } from "./schema-folder.ts";
import { noteSource, type ShapeBuilder } from "./shape-builder.ts";

/** What the keywords next to an `unevaluated...` keyword evaluate. */
interface Evaluated {
  readonly names: Set<string>;
  readonly patterns: Set<string>;
  prefix: number;
  allProperties: boolean;
  allItems: boolean;
  /** Whether the evaluated parts depend on the value. */
  conditional: boolean;
}

const conditionalKeywords = [
  "anyOf",
  "oneOf",
  "if",
  "dependentSchemas",
  "dependencies",
  "contains",
  "$dynamicRef",
  "$recursiveRef",
];

/** Deeper schemas count as conditional. */
const mostNested = 50;

/** The depth of the walk, and the places it has visited: there may be many ways to one. */
interface Trail {
  readonly depth: number;
  readonly seen: Set<string>;
}

const look = (evaluated: Evaluated, place: Place, { depth, seen }: Trail): void => {
  const fields = fieldsOf(place.schema);
  if (!fields || depth > mostNested) {
    evaluated.conditional ||= depth > mostNested;
    return;
  }
  if (seen.has(placeKey(place))) return;
  seen.add(placeKey(place));
  const isOwn = depth === 0;
  const inner: Trail = { depth: depth + 1, seen };
  const conditional = conditionalKeywords.some((keyword) => fields.has(keyword)) || place.folder.isLegacy(place);
  evaluated.conditional ||= conditional;
  for (const name of fieldsOf(fields.get("properties"))?.keys() ?? []) evaluated.names.add(name);
  for (const pattern of fieldsOf(fields.get("patternProperties"))?.keys() ?? []) evaluated.patterns.add(pattern);
  evaluated.prefix = Math.max(evaluated.prefix, itemsOf(fields.get("prefixItems"))?.length ?? 0);
  const has = (keyword: string): boolean => fields.has(keyword);
  evaluated.allProperties ||= has("additionalProperties") || (!isOwn && has("unevaluatedProperties"));
  evaluated.allItems ||= has("items") || (!isOwn && has("unevaluatedItems"));
  const ref = fields.get("$ref");
  const target = typeof ref === "string" ? place.folder.resolve(place, ref) : undefined;
  if (ref !== undefined && !target) evaluated.conditional = true;
  if (target) look(evaluated, target, inner);
  for (const [index, schema] of (itemsOf(fields.get("allOf")) ?? []).entries()) {
    look(evaluated, placeBelow(place, schema, "allOf", index), inner);
  }
};

const anything = (place: Place): Place => ({ ...place, pointer: `${place.pointer}?evaluated`, schema: true });

/**
 * Reads `unevaluatedProperties` and `unevaluatedItems`. Where no keyword next to them is conditional, they constrain the
 * properties and items that no other keyword names. Otherwise they are opaque.
 */
export const readUnevaluated = (builder: ShapeBuilder, place: Place, fields: Fields): boolean => {
  const evaluated: Evaluated = {
    names: new Set(),
    patterns: new Set(),
    prefix: 0,
    allProperties: false,
    allItems: false,
    conditional: false,
  };
  look(evaluated, place, { depth: 0, seen: new Set() });
  if (evaluated.conditional) {
    const digest = fingerprint(place);
    for (const keyword of ["unevaluatedProperties", "unevaluatedItems"]) {
      if (!fields.has(keyword)) continue;
      builder.opaque.set(`${keyword}: ${digest}`, keyword);
      noteSource(builder, keyword, placeBelow(place, fields.get(keyword), keyword));
    }
    return true;
  }
  const at = (keyword: string): Place => placeBelow(place, fields.get(keyword), keyword);
  const anyValue = anything(place);
  if (fields.has("unevaluatedProperties") && !evaluated.allProperties) {
    const rest = at("unevaluatedProperties");
    builder.members.push({
      properties: new Map([...evaluated.names].map((name) => [name, anyValue])),
      patterns: new Map([...evaluated.patterns].map((pattern) => [pattern, anyValue])),
      rest,
    });
    noteSource(builder, "additionalProperties", rest);
  }
  if (fields.has("unevaluatedItems") && !evaluated.allItems) {
    const rest = at("unevaluatedItems");
    builder.lists.push({ prefix: Array.from({ length: evaluated.prefix }, () => anyValue), rest });
    noteSource(builder, "items", rest);
  }
  return true;
};
