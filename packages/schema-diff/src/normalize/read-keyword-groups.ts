import { appendToken, type Fields, fieldsOf, itemsOf } from "@email-events/json-schema";
import { fitsAll } from "./length-pattern.ts";
import { type Place, placeBelow, placeKey, type SchemaFolder } from "./schema-folder.ts";
import { noteSource, type ShapeBuilder } from "./shape-builder.ts";
import type { Union } from "./shape.ts";
import { readUnevaluated } from "./unevaluated.ts";

/** Keywords that are read together. */
export interface KeywordGroup {
  readonly keywords: readonly string[];
  /** Reads them into a shape; `false` when one of the values is invalid for its keyword. */
  readonly read: (builder: ShapeBuilder, place: Place, fields: Fields) => boolean;
}

const placesByName = (place: Place, keyword: string, value: unknown): ReadonlyMap<string, Place> =>
  new Map([...(fieldsOf(value) ?? [])].map(([name, schema]) => [name, placeBelow(place, schema, keyword, name)]));

const isMap = (value: unknown): boolean => value === undefined || fieldsOf(value) !== undefined;

const members: KeywordGroup = {
  keywords: ["properties", "patternProperties", "additionalProperties"],
  read: (builder, place, fields) => {
    const properties = fields.get("properties");
    const patterns = fields.get("patternProperties");
    if (!isMap(properties) || !isMap(patterns)) return false;
    if (![...(fieldsOf(patterns)?.keys() ?? [])].every(builder.canTry)) return false;
    const rest = fields.has("additionalProperties")
      ? placeBelow(place, fields.get("additionalProperties"), "additionalProperties")
      : undefined;
    const named = placesByName(place, "properties", properties);
    const matched = placesByName(place, "patternProperties", patterns);
    // A pattern that every name matches covers all properties and leaves none to `additionalProperties`.
    const everywhere = [...matched].filter(([pattern]) => fitsAll(pattern)).map(([, at]) => at);
    const some = new Map([...matched].filter(([pattern]) => !fitsAll(pattern)));
    builder.members.push({ properties: named, patterns: some, rest: everywhere.length > 0 ? undefined : rest });
    for (const at of everywhere) builder.members.push({ properties: new Map(), patterns: new Map(), rest: at });
    for (const [name, at] of named) noteSource(builder, appendToken("properties", name), at);
    for (const [name, at] of some) noteSource(builder, appendToken("patternProperties", name), at);
    const [all = rest] = everywhere;
    if (all) noteSource(builder, "additionalProperties", all);
    return true;
  },
};

const lists: KeywordGroup = {
  keywords: ["prefixItems", "items", "additionalItems"],
  read: (builder, place, fields) => {
    const legacyList = itemsOf(fields.get("items"));
    if (legacyList && !place.folder.isLegacy(place)) return false;
    const prefixKeyword = legacyList ? "items" : "prefixItems";
    const restKeyword = legacyList ? "additionalItems" : "items";
    const prefix = legacyList ?? itemsOf(fields.get("prefixItems") ?? []);
    if (!prefix) return false;
    const rest = fields.has(restKeyword) ? placeBelow(place, fields.get(restKeyword), restKeyword) : undefined;
    builder.lists.push({
      prefix: prefix.map((schema, index) => placeBelow(place, schema, prefixKeyword, index)),
      rest,
    });
    noteSource(builder, "items", rest ?? place);
    return true;
  },
};

const isCount = (value: unknown): value is number => Number.isInteger(value);

const contains: KeywordGroup = {
  keywords: ["contains", "minContains", "maxContains"],
  read: (builder, place, fields) => {
    const min = fields.get("minContains") ?? 1;
    const max = fields.get("maxContains");
    if (!isCount(min) || !(max === undefined || isCount(max))) return false;
    if (!fields.has("contains")) return true;
    const at = placeBelow(place, fields.get("contains"), "contains");
    builder.contains.push({ place: at, min, max });
    noteSource(builder, "contains", at);
    return true;
  },
};

const known = new WeakMap<SchemaFolder, Map<string, Union>>();

/** The choice of a place, created once: with many branches it is large, since each excludes all others. */
const unionOf = (place: Place, kind: "anyOf" | "oneOf", places: readonly Place[]): Union => {
  const unions = known.get(place.folder) ?? new Map<string, Union>();
  known.set(place.folder, unions);
  const key = `${placeKey(place)}/${kind}`;
  const others = (one: Place) => (kind === "oneOf" ? places.filter((other) => other !== one) : []);
  const union = unions.get(key) ?? {
    key,
    kind,
    places,
    branches: places.map((branch) => ({ all: [branch], none: others(branch) })),
  };
  unions.set(key, union);
  return union;
};

const choices = (kind: "anyOf" | "oneOf"): KeywordGroup => ({
  keywords: [kind],
  read: (builder, place, fields) => {
    const schemas = itemsOf(fields.get(kind));
    const [only, ...more] = (schemas ?? []).map((schema, index) => placeBelow(place, schema, kind, index));
    if (!only) return false;
    if (more.length === 0) {
      builder.absorb(only);
      return true;
    }
    const union = unionOf(place, kind, [only, ...more]);
    builder.unions.push(union);
    noteSource(builder, `unions/${union.key}`, placeBelow(place, schemas, kind));
    return true;
  },
});

/** Adds a condition: values that match `when` must match `then`, others `otherwise`. */
const addCondition = (builder: ShapeBuilder, when: Place, then?: Place, otherwise?: Place): void => {
  const branches = [
    { all: [when, ...(then ? [then] : [])], none: [] },
    { all: otherwise ? [otherwise] : [], none: [when] },
  ];
  builder.unions.push({ key: `${placeKey(when)}?`, kind: "if", places: [when], branches });
  noteSource(builder, `unions/${placeKey(when)}?`, when);
};

const conditions: KeywordGroup = {
  keywords: ["if", "then", "else"],
  read: (builder, place, fields) => {
    if (!fields.has("if")) return true;
    const at = (keyword: string) => (fields.has(keyword) ? placeBelow(place, fields.get(keyword), keyword) : undefined);
    addCondition(builder, placeBelow(place, fields.get("if"), "if"), at("then"), at("else"));
    return true;
  },
};

/** `dependentRequired`, `dependentSchemas` and `dependencies` of draft-07, read as conditions. */
const dependents: KeywordGroup = {
  keywords: ["dependentRequired", "dependentSchemas", "dependencies"],
  read: (builder, place, fields) => {
    for (const keyword of dependents.keywords) {
      if (!isMap(fields.get(keyword))) return false;
      for (const [name, value] of fieldsOf(fields.get(keyword)) ?? []) {
        const at = placeBelow(place, value, keyword, name);
        const when = { ...at, pointer: `${at.pointer}?if`, schema: { type: "object", required: [name] } };
        const then = Array.isArray(value) ? { ...at, pointer: `${at.pointer}?then`, schema: { required: value } } : at;
        addCondition(builder, when, then);
      }
    }
    return true;
  },
};

const places = (keyword: string, take: (builder: ShapeBuilder, below: Place) => void): KeywordGroup => ({
  keywords: [keyword],
  read: (builder, place, fields) => {
    take(builder, placeBelow(place, fields.get(keyword), keyword));
    return true;
  },
});

/** The groups of keywords that hold schemas. */
export const keywordGroups: readonly KeywordGroup[] = [
  members,
  lists,
  contains,
  choices("anyOf"),
  choices("oneOf"),
  conditions,
  dependents,
  places("not", (builder, below) => builder.absorbNot(below)),
  places("propertyNames", (builder, below) => {
    builder.names.push(below);
    noteSource(builder, "propertyNames", below);
  }),
  {
    keywords: ["allOf"],
    read: (builder, place, fields) => {
      const schemas = itemsOf(fields.get("allOf"));
      for (const [index, schema] of (schemas ?? []).entries())
        builder.absorb(placeBelow(place, schema, "allOf", index));
      return schemas !== undefined;
    },
  },
  { keywords: ["unevaluatedProperties", "unevaluatedItems"], read: readUnevaluated },
];
