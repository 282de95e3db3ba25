import type { SchemaNode } from "../schema/json-schema.ts";
import { annotations } from "../schema/keywords.ts";
import { keywordsOf } from "../schema/schema-set.ts";

/**
 * Whether a schema of other properties says no more than its absence: it demands nothing, and describes nothing either.
 *
 * Types leave such properties out. One with a description is meant to be written, as in
 * `"additionalProperties": { "description": "A trait of your own." }`.
 */
export const saysNothing = (node: SchemaNode): boolean => {
  const schema = keywordsOf(node);
  if (!schema) return false;
  return Object.keys(schema).every((keyword) => keyword !== "description" && annotations.has(keyword));
};
