import type { SchemaNode } from "../schema/json-schema.ts";
import { childOf, keywordsOf, type SchemaSet } from "../schema/schema-set.ts";

const unlikeInterface = ["$ref", "anyOf", "oneOf", "enum", "const", "additionalProperties"] as const;

/** Tells whether a place is a plain object with named properties, which TypeScript can `extends`. */
export const isInterface = (set: SchemaSet, node: SchemaNode): boolean => {
  const schema = keywordsOf(node);
  if (schema?.type !== "object") return false;
  if (unlikeInterface.some((keyword) => schema[keyword] !== undefined)) return false;
  if (schema.properties === undefined && schema.allOf === undefined) return false;
  return (schema.allOf ?? []).every((base, index) => {
    if (typeof base === "boolean" || base.$ref === undefined) return false;
    return isInterface(set, set.resolve(childOf(node, "allOf", index), base.$ref));
  });
};
