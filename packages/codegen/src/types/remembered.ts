import type { SchemaNode } from "@email-events/json-schema";

/**
 * Returns a function that computes what follows from the schema of a place alone, once for each node: a schema with
 * thousands of parts is asked for each of them.
 */
export const remembered = <T extends object>(compute: (node: SchemaNode) => T): ((node: SchemaNode) => T) => {
  const known = new WeakMap<SchemaNode, T>();
  return (node) => {
    const found = known.get(node) ?? compute(node);
    known.set(node, found);
    return found;
  };
};
