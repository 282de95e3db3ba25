import { annotations, keywordsOf, type SchemaNode } from "@email-events/json-schema";

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
