import { schemaTokens } from "./children.ts";

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const schemasBelow = (keyword: string, value: unknown): readonly unknown[] => {
  if (typeof value !== "object" || value === null) return [];
  return schemaTokens(keyword, value).map((token) =>
    token === undefined ? value : (value as Readonly<Record<string, unknown>>)[token],
  );
};

/** Every reference in a document that isn't checked yet. */
export const referencesIn = (schema: unknown): readonly string[] => {
  if (!isObject(schema)) return [];
  const own = [schema["$ref"], schema["$dynamicRef"]].filter((ref) => typeof ref === "string");
  const below = Object.entries(schema).flatMap(([keyword, value]) => schemasBelow(keyword, value));
  return [...own, ...below.flatMap(referencesIn)];
};
