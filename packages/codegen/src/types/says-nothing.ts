import { annotations, keywordsOf, type SchemaNode } from "@email-events/json-schema";

/**
 * Whether a schema of additional properties is equivalent to none: it has no constraint and no description.
 *
 * Types leave such properties out. With a description they are intended, as in
 * `"additionalProperties": { "description": "A trait of your own." }`.
 */
export const saysNothing = (node: SchemaNode): boolean => {
  const schema = keywordsOf(node);
  if (!schema) return false;
  return Object.keys(schema).every((keyword) => keyword !== "description" && annotations.has(keyword));
};
