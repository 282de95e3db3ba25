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

/** Every reference in a document that isn't checked yet. */
export const referencesIn = (schema: unknown): readonly string[] => {
  if (!isObject(schema)) return [];
  const own = [schema["$ref"], schema["$dynamicRef"]].filter((ref) => typeof ref === "string");
  const inner = Object.entries(schema).flatMap(([keyword, value]) => schemasBelow(keyword, value));
  return [...own, ...inner.flatMap(referencesIn)];
};
