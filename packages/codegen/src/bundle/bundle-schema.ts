import { type JsonSchema, keyOf, type SchemaNode, type SchemaObject } from "../schema/json-schema.ts";
import { keywordShapes } from "../schema/keywords.ts";
import { childOf, type SchemaSet } from "../schema/schema-set.ts";

const rewrite = (set: SchemaSet, node: SchemaNode, refer: (target: SchemaNode) => string): JsonSchema => {
  if (typeof node.schema === "boolean") return node.schema;
  const entries = Object.entries(node.schema).flatMap(([keyword, value]): readonly [string, unknown][] => {
    // Definitions are lifted to the top of the bundle; the dialect is said once, there.
    if (keyword === "$defs" || keyword === "$schema") return [];
    if (keyword === "$ref") return [[keyword, refer(set.resolve(node, value as string))]];
    const shape = keywordShapes.get(keyword);
    if (shape === "schema") return [[keyword, rewrite(set, childOf(node, keyword), refer)]];
    if (shape === "schema-list") {
      return [[keyword, (value as unknown[]).map((_, index) => rewrite(set, childOf(node, keyword, index), refer))]];
    }
    if (shape === "schema-map") {
      const map = Object.keys(value as object).map((key) => [key, rewrite(set, childOf(node, keyword, key), refer)]);
      return [[keyword, Object.fromEntries(map)]];
    }
    return [[keyword, value]];
  });
  return Object.fromEntries(entries) as SchemaObject;
};

/** Makes one file of a set self-contained: all that it refers to stands in its own `$defs`, under its type name. */
export const bundleSchema = (set: SchemaSet, root: SchemaNode): SchemaObject => {
  const definitions = new Map<string, JsonSchema>();
  const refer = (target: SchemaNode): string => {
    if (keyOf(target) === keyOf(root)) return "#";
    const name = set.nameOf(target);
    if (!definitions.has(name)) {
      definitions.set(name, true);
      definitions.set(name, rewrite(set, target, refer));
    }
    return `#/$defs/${name}`;
  };
  const body = rewrite(set, root, refer);
  const $defs = Object.fromEntries([...definitions].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...(typeof body === "boolean" ? { allOf: [body] } : body),
    ...(definitions.size > 0 ? { $defs } : {}),
  };
};
