import {
  appendToken,
  type Fields,
  fieldsOf,
  itemsOf,
  schemaTokens,
  stableText,
  valueAt,
} from "@email-events/json-schema";
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
  /** What the evaluated parts depend on: schemas that a value may match or not. */
  readonly conditions: Set<string>;
  /** Whether they depend on more than that. */
  opaque: boolean;
}

/** Keywords with schemas that evaluate parts of the values that match them. */
const conditionalKeywords = ["anyOf", "oneOf", "if", "then", "else", "dependentSchemas", "contains"];

/** Keywords that may evaluate anything. */
const opaqueKeywords = ["dependencies", "$dynamicRef", "$recursiveRef"];

/** Deeper schemas may evaluate anything. */
const mostNested = 50;

/** The depth of the walk, and the places it has visited: there may be many ways to one. */
interface Trail {
  readonly depth: number;
  readonly seen: Set<string>;
}

/** The meanings of the schemas of a keyword. */
const meaningsIn = (place: Place, keyword: string, value: unknown): readonly unknown[] =>
  schemaTokens(keyword, value).map((token) => {
    const tokens = token === undefined ? [] : [token];
    const schema = valueAt(value, tokens.reduce<string>(appendToken, ""));
    return [...tokens, fingerprint(placeBelow(place, schema, keyword, ...tokens))];
  });

/** The conditional keywords of one place together, since `then` belongs to its `if`; `undefined` if there are none. */
const conditionOf = (place: Place, fields: Fields): string | undefined => {
  const present = conditionalKeywords.filter((keyword) => fields.has(keyword));
  if (present.length === 0) return undefined;
  return stableText(present.map((keyword) => [keyword, meaningsIn(place, keyword, fields.get(keyword))]));
};

const look = (evaluated: Evaluated, place: Place, { depth, seen }: Trail): void => {
  const fields = fieldsOf(place.schema);
  if (!fields || depth > mostNested) {
    evaluated.opaque ||= depth > mostNested;
    return;
  }
  if (seen.has(placeKey(place))) return;
  seen.add(placeKey(place));
  const isOwn = depth === 0;
  const inner: Trail = { depth: depth + 1, seen };
  evaluated.opaque ||= opaqueKeywords.some((keyword) => fields.has(keyword)) || place.folder.isLegacy(place);
  const condition = conditionOf(place, fields);
  if (condition !== undefined) evaluated.conditions.add(condition);
  for (const name of fieldsOf(fields.get("properties"))?.keys() ?? []) evaluated.names.add(name);
  for (const pattern of fieldsOf(fields.get("patternProperties"))?.keys() ?? []) evaluated.patterns.add(pattern);
  evaluated.prefix = Math.max(evaluated.prefix, itemsOf(fields.get("prefixItems"))?.length ?? 0);
  const has = (keyword: string): boolean => fields.has(keyword);
  evaluated.allProperties ||= has("additionalProperties") || (!isOwn && has("unevaluatedProperties"));
  evaluated.allItems ||= has("items") || (!isOwn && has("unevaluatedItems"));
  const ref = fields.get("$ref");
  const target = typeof ref === "string" ? place.folder.resolve(place, ref) : undefined;
  if (ref !== undefined && !target) evaluated.opaque = true;
  if (target) look(evaluated, target, inner);
  for (const [index, schema] of (itemsOf(fields.get("allOf")) ?? []).entries()) {
    look(evaluated, placeBelow(place, schema, "allOf", index), inner);
  }
};

/**
 * A text that is equal only for keywords with the same meaning. What the schema says of its properties doesn't matter: a
 * value that it applies to has passed that.
 */
const opaqueText = (place: Place, schema: Place, evaluated: Evaluated): string => {
  if (evaluated.opaque) return fingerprint(place);
  const { names, patterns, conditions, prefix, allProperties, allItems } = evaluated;
  const sets = [names, patterns, conditions].map((set) => [...set].toSorted());
  return stableText([...sets, prefix, allProperties, allItems, fingerprint(schema)]);
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
    conditions: new Set(),
    opaque: false,
  };
  look(evaluated, place, { depth: 0, seen: new Set() });
  const at = (keyword: string): Place => placeBelow(place, fields.get(keyword), keyword);
  if (evaluated.opaque || evaluated.conditions.size > 0) {
    for (const keyword of ["unevaluatedProperties", "unevaluatedItems"]) {
      if (!fields.has(keyword)) continue;
      builder.opaque.set(`${keyword}: ${opaqueText(place, at(keyword), evaluated)}`, keyword);
      noteSource(builder, keyword, at(keyword));
    }
    return true;
  }
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
