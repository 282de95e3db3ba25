import { appendToken, itemsOf, stableText } from "@email-events/json-schema";
import { fitsAll, readLengthPattern } from "./length-pattern.ts";
import type { Place } from "./schema-folder.ts";
import { noteSource, type ShapeBuilder } from "./shape-builder.ts";
import { intersect, type LimitName } from "./shape.ts";
import { atomsOfType } from "./type-atoms.ts";

/** Reads one keyword's value into a shape; `false` when the value is invalid for the keyword. */
export type KeywordReader = (builder: ShapeBuilder, value: unknown, place: Place) => boolean;

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

const isString = (value: unknown): value is string => typeof value === "string";

/** Whether a value was read exactly: no number in it was too large for JavaScript. */
const isExact = (value: unknown): boolean => {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isExact);
};

const limit =
  (name: LimitName, tighter: (one: number, other: number) => number): KeywordReader =>
  (builder, value, place) => {
    if (!isNumber(value)) return false;
    const known = builder.limits.get(name);
    const tightest = known === undefined ? value : tighter(known, value);
    builder.limits.set(name, tightest);
    if (tightest !== known) builder.sources.set(name, place);
    return true;
  };

const readType: KeywordReader = (builder, value, place) => {
  const atoms = atomsOfType(value);
  if (!atoms) return false;
  builder.types = intersect(builder.types, atoms);
  noteSource(builder, "type", place);
  return true;
};

const readValues = (builder: ShapeBuilder, values: readonly unknown[], place: Place): boolean => {
  if (!values.every(isExact)) return false;
  const texts = new Set(values.map(stableText));
  builder.values = builder.values?.filter((value) => texts.has(stableText(value))) ?? values;
  noteSource(builder, "values", place);
  return true;
};

const readRequired: KeywordReader = (builder, value, place) => {
  const names = itemsOf(value);
  if (!names?.every(isString)) return false;
  for (const name of names) {
    builder.required.add(name);
    noteSource(builder, appendToken("required", name), place);
  }
  return true;
};

/** Reads a pattern. One that only constrains length is read as length limits. */
const readPattern: KeywordReader = (builder, value, place) => {
  if (!isString(value) || !builder.canTry(value)) return false;
  const length = readLengthPattern(value);
  if (length && length.min > 0) limit("minLength", Math.max)(builder, length.min, place);
  if (length?.max !== undefined) limit("maxLength", Math.min)(builder, length.max, place);
  if (fitsAll(value) || length?.refusesLineBreaks === false) return true;
  builder.patterns.add(value);
  noteSource(builder, appendToken("patterns", value), place);
  return true;
};

const readFormat: KeywordReader = (builder, value, place) => {
  if (!isString(value)) return false;
  builder.formats.add(value);
  noteSource(builder, appendToken("formats", value), place);
  return true;
};

/** The keywords that are read one by one. */
export const simpleKeywords: ReadonlyMap<string, KeywordReader> = new Map<string, KeywordReader>([
  ["type", readType],
  ["const", (builder, value, place) => readValues(builder, [value], place)],
  [
    "enum",
    (builder, value, place) => {
      const values = itemsOf(value);
      return values !== undefined && readValues(builder, values, place);
    },
  ],
  ["minimum", limit("minimum", Math.max)],
  ["exclusiveMinimum", limit("exclusiveMinimum", Math.max)],
  ["maximum", limit("maximum", Math.min)],
  ["exclusiveMaximum", limit("exclusiveMaximum", Math.min)],
  ["minLength", limit("minLength", Math.max)],
  ["maxLength", limit("maxLength", Math.min)],
  ["minItems", limit("minItems", Math.max)],
  ["maxItems", limit("maxItems", Math.min)],
  ["minProperties", limit("minProperties", Math.max)],
  ["maxProperties", limit("maxProperties", Math.min)],
  [
    "multipleOf",
    (builder, value, place) => {
      if (!isNumber(value) || value <= 0) return false;
      builder.multiples.add(value);
      noteSource(builder, "multipleOf", place);
      return true;
    },
  ],
  ["pattern", readPattern],
  ["format", readFormat],
  ["required", readRequired],
  [
    "uniqueItems",
    (builder, value, place) => {
      if (typeof value !== "boolean") return false;
      builder.unique ||= value;
      if (value) noteSource(builder, "uniqueItems", place);
      return true;
    },
  ],
]);
