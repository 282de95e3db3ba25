import { addressOfFile, relativeIds, resolveAddress, type Resource } from "../resolve/addresses.ts";
import { keywordShapes, type KeywordShape } from "../check/keywords.ts";

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

/** Two addresses of a resource, see `Resource`. */
export type Bases = Pick<Resource, "address" | "idAddress">;

/** A reference and what it is relative to. */
export interface FoundReference extends Bases {
  readonly ref: string;
}

/** What stands around a document. */
export const outsideOf = (file: string): Bases => ({ address: addressOfFile(file), idAddress: relativeIds });

const resolved = ($id: string, base: string): string => (resolveAddress($id, base) ?? base).split("#")[0] ?? base;

/** The addresses of a schema with an `$id`, where that is one; it is an anchor when it is only a fragment. */
const basesOf = ($id: unknown, above: Bases): Bases => {
  if (typeof $id !== "string" || $id.startsWith("#")) return above;
  return { address: resolved($id, above.address), idAddress: resolved($id, above.idAddress) };
};

/**
 * Every reference in a document that isn't checked yet.
 *
 * @param above what the document's own `$id` is relative to
 */
export const referencesIn = (schema: unknown, above: Bases): readonly FoundReference[] => {
  if (!isObject(schema)) return [];
  const bases = basesOf(schema["$id"], above);
  const own = [schema["$ref"], schema["$dynamicRef"]].filter((ref) => typeof ref === "string");
  const inner = Object.entries(schema).flatMap(([keyword, value]) => schemasBelow(keyword, value));
  return [...own.map((ref) => ({ ref, ...bases })), ...inner.flatMap((one) => referencesIn(one, bases))];
};

/** The addresses that the `$id`s of a document give it and its parts, without fragments. */
export const addressesIn = (schema: unknown, above: Bases): readonly string[] => {
  if (!isObject(schema)) return [];
  const bases = basesOf(schema["$id"], above);
  const own = bases === above ? [] : [bases.address, bases.idAddress];
  const inner = Object.entries(schema).flatMap(([keyword, value]) => schemasBelow(keyword, value));
  return [...own, ...inner.flatMap((one) => addressesIn(one, bases))];
};
