import { resolveAddress } from "./addresses.ts";
import { keywordShapes, type KeywordShape } from "./keywords.ts";

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const valuesOf = (value: unknown): readonly unknown[] => (isObject(value) ? Object.values(value) : []);

const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The schemas below a keyword; of a value that isn't what the keyword takes, none. */
const below: { readonly [Shape in KeywordShape]?: (value: unknown) => readonly unknown[] } = {
  schema: (value) => [value],
  "schema-list": itemsOf,
  "schema-map": valuesOf,
  "pattern-map": valuesOf,
  "schema-or-list": (value) => (Array.isArray(value) ? value : [value]),
  dependencies: valuesOf,
};

const schemasBelow = (keyword: string, value: unknown): readonly unknown[] => {
  const shape = keywordShapes.get(keyword);
  return (shape && below[shape]?.(value)) ?? [];
};

/** A reference and the address that it is relative to. */
export interface FoundReference {
  readonly ref: string;
  readonly base: string;
}

/** The address of a schema with an `$id`, where that is one; it is an anchor when it is only a fragment. */
const baseOf = ($id: unknown, base: string): string => {
  if (typeof $id !== "string" || $id.startsWith("#")) return base;
  return (resolveAddress($id, base) ?? base).split("#")[0] ?? base;
};

/**
 * Every reference in a document that isn't checked yet.
 *
 * @param above the address that the document has before its own `$id` is read
 */
export const referencesIn = (schema: unknown, above: string): readonly FoundReference[] => {
  if (!isObject(schema)) return [];
  const base = baseOf(schema["$id"], above);
  const own = [schema["$ref"], schema["$dynamicRef"]].filter((ref) => typeof ref === "string");
  const inner = Object.entries(schema).flatMap(([keyword, value]) => schemasBelow(keyword, value));
  return [...own.map((ref) => ({ ref, base })), ...inner.flatMap((one) => referencesIn(one, base))];
};

/** The addresses that the `$id`s of a document give it and its parts, without fragments. */
export const addressesIn = (schema: unknown, above: string): readonly string[] => {
  if (!isObject(schema)) return [];
  const base = baseOf(schema["$id"], above);
  const inner = Object.entries(schema).flatMap(([keyword, value]) => schemasBelow(keyword, value));
  return [...(base === above ? [] : [base]), ...inner.flatMap((one) => addressesIn(one, base))];
};
