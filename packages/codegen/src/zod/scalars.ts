import { type FormatMode, formats, type JsonType, type SchemaObject } from "@email-events/json-schema";
import { literal, meantRegex, textLiteral } from "../source-text/literals.ts";
import { identifier, js, type Source } from "../source-text/source.ts";
import { type Code, chain, group } from "./code.ts";

/** A custom check, with what it expects. */
export const refined = (condition: Source, problem: string): Code =>
  group(js`.refine(`, [condition, textLiteral(`Invalid input: expected ${problem}`)], js`)`);

/** Lengths in code points, as in JSON Schema. zod counts UTF-16 units, which makes no difference for `minLength: 1`. */
const lengthChecks = ({ minLength = 0, maxLength }: SchemaObject): readonly Code[] => {
  if (minLength === 1 && maxLength === undefined) return [js`.min(1)`];
  return [
    ...(minLength === 0
      ? []
      : [refined(js`(text) => [...text].length >= ${minLength}`, `at least ${minLength} character(s)`)]),
    ...(maxLength === undefined
      ? []
      : [refined(js`(text) => [...text].length <= ${maxLength}`, `at most ${maxLength} character(s)`)]),
  ];
};

const formatChecks = ({ format }: SchemaObject, mode: FormatMode): readonly Code[] => {
  const known = format === undefined || mode === "annotate" ? undefined : formats.get(format);
  return known ? [refined(identifier(known.check), known.expected)] : [];
};

export const stringOf = (schema: SchemaObject, mode: FormatMode): Code =>
  chain(
    js`z.string()`,
    ...lengthChecks(schema),
    ...(schema.pattern === undefined ? [] : [js`.regex(${meantRegex(schema.pattern)})`]),
    ...formatChecks(schema, mode),
  );

/** The methods of zod for bounds of numbers. */
const bounds = [
  ["minimum", js`min`],
  ["maximum", js`max`],
  ["exclusiveMinimum", js`gt`],
  ["exclusiveMaximum", js`lt`],
] as const;

export const numberOf = (schema: SchemaObject): Code =>
  chain(
    js`z.number()`,
    ...bounds.flatMap(([keyword, method]) => {
      const bound = schema[keyword];
      return bound === undefined ? [] : [js`.${method}(${bound})`];
    }),
  );

/** `z.int()` only allows safe integers; JSON Schema has no such bound. */
export const integerOf = (schema: SchemaObject): Code =>
  chain(numberOf(schema), refined(js`Number.isInteger`, "a whole number"));

export const isOfType = (value: unknown, type: JsonType): boolean => {
  if (type === "null") return value === null;
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
};

/** The constants that `const`, `enum` and `type` of a place allow. */
export const literalsOf = ({ const: constant, enum: values, type }: SchemaObject): readonly unknown[] | undefined => {
  const allowed = values && new Set(values);
  const literals = constant === undefined ? values : [constant];
  const types = [type ?? []].flat();
  return literals?.filter(
    (value) => (types.length === 0 || types.some((t) => isOfType(value, t))) && (allowed?.has(value) ?? true),
  );
};

export const literalOf = (literals: readonly unknown[]): Code => {
  if (literals.length === 0) return js`z.never()`;
  if (literals.length === 1) return js`z.literal(${literal(literals[0])})`;
  return group(js`z.literal([`, literals.map(literal), js`])`);
};
