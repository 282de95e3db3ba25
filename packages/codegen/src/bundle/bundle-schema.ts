import {
  appendToken,
  childOf,
  type JsonSchema,
  keyOf,
  keywordsOf,
  SchemaError,
  type SchemaNode,
  type SchemaObject,
  type SchemaSet,
  schemaTokens,
} from "@email-events/json-schema";
import { bannerComment, withoutBanner } from "../output/banner.ts";

// Definitions move to the top of the bundle and are referred to by name; $schema is only at the top.
const dropped: ReadonlySet<string> = new Set(["$defs", "definitions", "$schema", "$id", "$anchor", "$dynamicAnchor"]);

interface Bundling {
  readonly set: SchemaSet;
  readonly root: SchemaNode;
  /** The reference to a target inside the bundle. */
  readonly refer: (target: SchemaNode) => string;
}

const refuseOtherDialect = ({ set, root }: Bundling, node: SchemaNode): void => {
  const [own, dialect] = [set.dialectOf(node), set.dialectOf(root)];
  if (own === dialect) return;
  const problem =
    `a self-contained schema can't mix dialects: this is ${own}, and ${root.file} is ${dialect}; ` +
    "write both in one, or leave schemas out of --emit";
  throw new SchemaError(node.file, node.pointer, problem);
};

const rewrite = (bundling: Bundling, node: SchemaNode): JsonSchema => {
  if (typeof node.schema === "boolean") return node.schema;
  refuseOtherDialect(bundling, node);
  const { set, refer } = bundling;
  const below = (keyword: string, value: unknown): unknown => {
    const tokens = schemaTokens(keyword, value);
    if (tokens.length === 0) return value;
    if (tokens[0] === undefined) return rewrite(bundling, childOf(node, keyword));
    const children = tokens.map((token) => [String(token), rewrite(bundling, childOf(node, keyword, token))] as const);
    return Array.isArray(value)
      ? children.map(([, child]) => child)
      : { ...(value as object), ...Object.fromEntries(children) };
  };
  const entries = Object.entries(node.schema).flatMap(([keyword, value]): readonly [string, unknown][] => {
    if (dropped.has(keyword)) return [];
    if (keyword === "$comment") {
      const own = withoutBanner(String(value));
      return own === undefined ? [] : [[keyword, own]];
    }
    if (keyword === "$ref") return [[keyword, refer(set.resolve(node, String(value)))]];
    if (keyword === "$dynamicRef") {
      const problem =
        "a self-contained schema can't have a $dynamicRef, whose target depends on the dynamic scope; " +
        "leave schemas out of --emit";
      throw new SchemaError(node.file, appendToken(node.pointer, keyword), problem);
    }
    return [[keyword, below(keyword, value)]];
  });
  return Object.fromEntries(entries) as SchemaObject;
};

const defaultSchema = "https://json-schema.org/draft/2020-12/schema";

/** Makes one file of a set self-contained: everything it refers to is in its own `$defs`, by type name. */
export const bundleSchema = (set: SchemaSet, root: SchemaNode): SchemaObject => {
  const definitions = new Map<string, JsonSchema>();
  const refer = (target: SchemaNode): string => {
    if (keyOf(target) === keyOf(root)) return "#";
    const name = set.nameOf(target);
    if (!definitions.has(name)) {
      definitions.set(name, true);
      definitions.set(name, rewrite(bundling, target));
    }
    return `#/$defs/${encodeURIComponent(name)}`;
  };
  const bundling: Bundling = { set, root, refer };
  const body = rewrite(bundling, root);
  const { $comment, ...rest } = typeof body === "boolean" ? { allOf: [body] } : body;
  const $defs = Object.fromEntries([...definitions].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    $schema: keywordsOf(root)?.$schema ?? defaultSchema,
    $comment: bannerComment($comment),
    ...rest,
    ...(definitions.size > 0 ? { $defs } : {}),
  };
};
