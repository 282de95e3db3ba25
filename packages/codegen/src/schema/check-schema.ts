import { schemaTokens } from "./children.ts";
import { keywordProblem, type KeywordChecks, patternsIn } from "./check-keyword.ts";
import { type Dialect, dialectNamed } from "./dialect.ts";
import { appendToken } from "./json-pointer.ts";
import type { JsonSchema } from "./json-schema.ts";
import { dialectShapes } from "./keywords.ts";
import { SchemaError } from "./schema-error.ts";

/** One document to be checked, and how. */
interface Checking extends KeywordChecks {
  readonly file: string;
  /** Is told of each place with a pattern that takes quadratic time. */
  readonly noteQuadratic: (pointer: string) => void;
}

// Draft-07 has a reader look at nothing beside a $ref. What only remarks or holds definitions may stay.
const besideRef: ReadonlySet<string> = new Set([
  "$schema",
  "$ref",
  "$comment",
  "$defs",
  "definitions",
  "title",
  "description",
  "examples",
]);

const effective = (schema: object, dialect: Dialect): readonly (readonly [string, unknown])[] => {
  const entries = Object.entries(schema);
  const isPlainRef = dialect === "draft-07" && Object.hasOwn(schema, "$ref");
  return isPlainRef ? entries.filter(([keyword]) => besideRef.has(keyword)) : entries;
};

const checkBelow = (
  checking: Checking,
  pointer: string,
  keyword: string,
  value: unknown,
  dialect: Dialect,
): unknown => {
  const tokens = schemaTokens(keyword, value);
  if (tokens.length === 0) return value;
  if (tokens[0] === undefined) return checkSchema(checking, pointer, value, dialect);
  const copy: Record<string | number, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(value as object) };
  for (const token of tokens) {
    const place = appendToken(pointer, token ?? "");
    const checked = checkSchema(checking, place, (value as Record<string, unknown>)[token ?? ""], dialect);
    Object.defineProperty(copy, token ?? "", { value: checked, enumerable: true, configurable: true, writable: true });
  }
  return copy;
};

/**
 * Checks a schema and everything below it, keyword by keyword.
 *
 * @returns the schema as its dialect has it read: in draft-07, without what stands beside a `$ref`
 * @throws SchemaError at the first keyword that generation can't stand behind
 */
export const checkSchema = (checking: Checking, pointer: string, value: unknown, outer: Dialect): JsonSchema => {
  const { file } = checking;
  if (typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SchemaError(file, pointer, "a schema is an object, true or false");
  }
  const dialect = ("$schema" in value ? dialectNamed(value.$schema) : undefined) ?? outer;
  const entries = effective(value, dialect).map(([keyword, below]): readonly [string, unknown] => {
    const place = appendToken(pointer, keyword);
    const shape = dialectShapes[dialect].get(keyword);
    if (shape === undefined) {
      throw new SchemaError(file, place, `this keyword isn't supported in ${dialect}; remove or rewrite it`);
    }
    const problem = keywordProblem(shape, below, checking);
    if (problem) throw new SchemaError(file, place, problem);
    const isSlow = patternsIn(shape, below).some((pattern) => checking.costOf(pattern) === "quadratic");
    if (isSlow) checking.noteQuadratic(place);
    return [keyword, checkBelow(checking, place, keyword, below, dialect)];
  });
  return Object.fromEntries(entries);
};
