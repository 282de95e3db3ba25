import { childOf, keywordsOf, schemaTokens } from "../resolve/children.ts";
import type { SchemaNode } from "../json-schema.ts";

/** The properties that another requires. */
export interface DependentNames {
  readonly name: string;
  readonly needs: readonly string[];
}

/** The schema of an object that has a property. */
export interface DependentSchema {
  readonly name: string;
  readonly node: SchemaNode;
}

/** Reads `dependentRequired`, or the arrays of draft-07's `dependencies`. */
export const dependentNames = (node: SchemaNode): readonly DependentNames[] => {
  const { dependentRequired = {}, dependencies = {} } = keywordsOf(node) ?? {};
  return [...Object.entries(dependentRequired), ...Object.entries(dependencies)].flatMap(([name, needs]) =>
    Array.isArray(needs) ? [{ name, needs: needs as readonly string[] }] : [],
  );
};

/** Reads `dependentSchemas`, or the schemas of draft-07's `dependencies`. */
export const dependentSchemas = (node: SchemaNode): readonly DependentSchema[] =>
  (["dependentSchemas", "dependencies"] as const).flatMap((keyword) =>
    schemaTokens(keyword, keywordsOf(node)?.[keyword] ?? {}).map((token) => ({
      name: String(token),
      node: childOf(node, keyword, token),
    })),
  );
