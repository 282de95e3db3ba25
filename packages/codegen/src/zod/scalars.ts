import { type FormatMode, formats } from "../schema/formats.ts";
import type { JsonType, SchemaObject } from "../schema/json-schema.ts";
import { type Code, chain, group } from "./layout.ts";

const quoted = (value: unknown): string => JSON.stringify(value);

/** A check of our own, with what it asks for. */
export const refined = (condition: string, problem: string): Code =>
  group(".refine(", [condition, quoted(`Invalid input: expected ${problem}`)], ")");

/** Lengths as JSON Schema counts them; zod's own count a surrogate pair twice, which only tells from 2 on. */
const lengthChecks = ({ minLength = 0, maxLength }: SchemaObject): readonly Code[] => {
  if (minLength === 1 && maxLength === undefined) return [".min(1)"];
  return [
    ...(minLength === 0
      ? []
      : [refined(`(text) => [...text].length >= ${minLength}`, `at least ${minLength} character(s)`)]),
    ...(maxLength === undefined
      ? []
      : [refined(`(text) => [...text].length <= ${maxLength}`, `at most ${maxLength} character(s)`)]),
  ];
};

const formatChecks = ({ format }: SchemaObject, mode: FormatMode): readonly Code[] => {
  const known = format === undefined || mode === "annotate" ? undefined : formats.get(format);
  return known ? [refined(known.check, known.expected)] : [];
};

/** A pattern as a regular expression literal. */
export const patternLiteral = (pattern: string): string => new RegExp(pattern, "u").toString();

export const stringOf = (schema: SchemaObject, mode: FormatMode): Code =>
  chain(
    "z.string()",
    ...lengthChecks(schema),
    ...(schema.pattern === undefined ? [] : [`.regex(${patternLiteral(schema.pattern)})`]),
    ...formatChecks(schema, mode),
  );

/** zod's names of the bounds of numbers. */
const bounds = [
  ["minimum", "min"],
  ["maximum", "max"],
  ["exclusiveMinimum", "gt"],
  ["exclusiveMaximum", "lt"],
] as const;

export const numberOf = (schema: SchemaObject): Code =>
  chain(
    "z.number()",
    ...bounds.flatMap(([keyword, name]) => (schema[keyword] === undefined ? [] : [`.${name}(${schema[keyword]})`])),
  );

/** `z.int()` takes safe integers only; JSON Schema has no such bound. */
export const integerOf = (schema: SchemaObject): Code =>
  chain(numberOf(schema), refined("Number.isInteger", "a whole number"));

export const isOfType = (value: unknown, type: JsonType): boolean => {
  if (type === "null") return value === null;
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
};

/** The constants that a place takes: those that every keyword of it allows. */
export const literalsOf = ({ const: constant, enum: values, type }: SchemaObject): readonly unknown[] | undefined => {
  const allowed = values && new Set(values);
  const literals = constant === undefined ? values : [constant];
  const types = [type ?? []].flat();
  return literals?.filter(
    (value) => (types.length === 0 || types.some((t) => isOfType(value, t))) && (allowed?.has(value) ?? true),
  );
};

export const literalOf = (literals: readonly unknown[]): Code => {
  if (literals.length === 0) return "z.never()";
  return literals.length === 1 ? `z.literal(${quoted(literals[0])})` : group("z.literal([", literals.map(quoted), "])");
};
