import { isAnnotationKeyword } from "./annotation-keywords.ts";
import { refuseApi } from "./api-documents.ts";
import { schemaTokens } from "../resolve/children.ts";
import { type KeywordProblem, keywordProblem, type KeywordChecks, patternsIn } from "./check-keyword.ts";
import { type Dialect, dialectNamed } from "../dialects/dialect.ts";
import { formats } from "./formats.ts";
import { appendToken, pointersUp } from "../json-pointer.ts";
import { type JsonSchema, placeOf } from "../json-schema.ts";
import { annotations, dialectShapes, type KeywordShape } from "./keywords.ts";
import type { NoteKind } from "./notes.ts";
import { remedyElsewhere, remedyForUnknown } from "./other-dialects.ts";
import { SchemaError } from "../schema-error.ts";

/** A document to check, and the options. */
export interface Checking extends KeywordChecks {
  readonly file: string;
  /** Places at or below which slow patterns are allowed, as `FILE#POINTER` or without the file. */
  readonly allowPatterns: ReadonlySet<string>;
  /** The pointer under which the author knows a place. */
  readonly writtenPointer: (pointer: string) => string;
  readonly note: (kind: NoteKind, pointer: string, detail?: string) => void;
  /** Called with each refusal; the check continues without the keyword. */
  readonly refuse: (error: SchemaError) => void;
}

// Draft-07 ignores every keyword next to $ref. These are kept, since only $ref constrains values.
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

type Entries = readonly (readonly [string, unknown])[];

const effective = (checking: Checking, pointer: string, schema: object, dialect: Dialect): Entries => {
  const entries = Object.entries(schema);
  if (dialect !== "draft-07" || !Object.hasOwn(schema, "$ref")) return entries;
  for (const [keyword] of entries) {
    if (besideRef.has(keyword) || annotations.has(keyword) || isAnnotationKeyword(keyword)) continue;
    checking.note("ref-siblings", appendToken(pointer, keyword), keyword);
  }
  return entries.filter(([keyword]) => besideRef.has(keyword));
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

/** What replaces `dependencies` since 2019-09. Next to them, some validators apply it, and others ignore it. */
const forDependencies = ["dependentRequired", "dependentSchemas"];

/** The error for a keyword that a dialect lacks. */
const unknownKeyword = (
  file: string,
  place: string,
  keyword: string,
  dialect: Dialect,
  schema: object,
): SchemaError => {
  if (keyword === "dependencies" && forDependencies.some((other) => Object.hasOwn(schema, other))) {
    const remedy = "move its lists into dependentRequired and its schemas into dependentSchemas";
    return new SchemaError(file, place, `validators differ on this keyword next to those that replaced it; ${remedy}`);
  }
  const problem = `this keyword isn't supported in ${dialect}`;
  const elsewhere = remedyForUnknown(keyword, Reflect.get(schema, keyword));
  if (elsewhere !== undefined) return new SchemaError(file, place, `${problem}; ${elsewhere}`);
  const remedy = "correct it, or if it is an annotation pass --unknown-keywords annotate, or for it alone";
  return new SchemaError(file, place, `${problem}; ${remedy}`, { detail: `--keyword ${keyword}` });
};

/** Whether a slow pattern is allowed, at its place or at one around it. */
const isAllowed = ({ file, allowPatterns, writtenPointer }: Checking, place: string): boolean =>
  allowPatterns.size > 0 &&
  pointersUp(writtenPointer(place)).some(
    (pointer) => allowPatterns.has(placeOf({ file, pointer })) || allowPatterns.has(pointer),
  );

/** Whether a keyword's value is accepted. Problems and notes are reported. */
const passes = (checking: Checking, place: string, keyword: string, shape: KeywordShape, value: unknown): boolean => {
  const found: KeywordProblem | undefined = keywordProblem(shape, value, checking);
  if (found?.isSlow && isAllowed(checking, place)) checking.note("allowed-pattern", place);
  else if (found) {
    const { detail } = found;
    const problem = [found.problem, remedyElsewhere(keyword, value) ?? []].flat().join("; ");
    checking.refuse(new SchemaError(checking.file, place, problem, detail === undefined ? {} : { detail }));
    return false;
  }
  if (shape === "format" && checking.formats === "assert" && !formats.has(String(value)))
    checking.note("unknown-format", place, JSON.stringify(value));
  const isSlow = patternsIn(shape, value).some((pattern) => checking.costOf(pattern) === "quadratic");
  if (checking.runsPatterns && isSlow) checking.note("quadratic-pattern", place);
  return true;
};

/**
 * Checks a schema and everything below it, keyword by keyword.
 *
 * @returns the schema without refused keywords and vendor annotations; in draft-07, of the keywords next to a `$ref`
 *   only those in `besideRef`
 */
export const checkSchema = (checking: Checking, pointer: string, value: unknown, outer: Dialect): JsonSchema => {
  const { file, refuse } = checking;
  if (typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    refuse(new SchemaError(file, pointer, "a schema is an object, true or false"));
    return true;
  }
  const api = pointer === "" ? refuseApi(file, value) : undefined;
  if (api) {
    refuse(api);
    return true;
  }
  const dialect = ("$schema" in value ? dialectNamed(value.$schema) : undefined) ?? outer;
  const entries = effective(checking, pointer, value, dialect).flatMap(([keyword, below]): Entries => {
    const place = appendToken(pointer, keyword);
    const shape = dialectShapes[dialect].get(keyword);
    if (shape === undefined) {
      if (!isAnnotationKeyword(keyword)) refuse(unknownKeyword(file, place, keyword, dialect, value));
      return [];
    }
    if (!passes(checking, place, keyword, shape, below)) return [];
    return [[keyword, checkBelow(checking, place, keyword, below, dialect)]];
  });
  return Object.fromEntries(entries);
};
