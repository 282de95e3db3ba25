import { schemaTokens } from "./children.ts";
import { fieldsOf } from "./unchecked.ts";

/** Keywords that place a schema or comment on it. A definition counts where something refers to it. */
export const placingKeywords: ReadonlySet<string> = new Set([
  "$schema",
  "$id",
  "$anchor",
  "$comment",
  "$defs",
  "definitions",
]);

/** How schemas refer to each other, and which of their keywords count. */
export interface MeaningGraph<Node> {
  /** A key for a node among the others of the graph. */
  readonly keyOf: (node: Node) => string;
  /** The schema directly below a node; `token` is `undefined` where the keyword's value is the schema. */
  readonly childOf: (node: Node, keyword: string, token: string | number | undefined) => Node;
  /** The target of a `$ref`; `undefined` where only its text is known. */
  readonly resolve: (node: Node, ref: string) => Node | undefined;
  /** The schema that a node means by only referring to it; the node itself, where it says something or nothing is known. */
  readonly meantBy: (node: Node) => Node;
  /** A key for the scope of a dynamic reference: equal only where it leads to the same schemas. */
  readonly scopeOf: (node: Node) => string;
  readonly dialectOf: (node: Node) => string;
  /** Whether a keyword is part of what a schema means. */
  readonly counts: (keyword: string, value: unknown) => boolean;
}

/** The own text of a schema, and its child schemas and targets in the order of the text. */
export interface Outline<Node> {
  readonly text: string;
  readonly inner: readonly Node[];
}

const dynamicKeywords: ReadonlySet<string> = new Set(["$dynamicRef", "$recursiveRef"]);

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

const scalarText = (value: unknown): string =>
  // `JSON.parse` returns Infinity for a number that is too large.
  typeof value === "number" && !Number.isFinite(value) ? String(value) : (JSON.stringify(value) ?? "undefined");

/** Returns a JSON value as text with sorted keys, equal for equal values. */
export const stableText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(stableText).join(",")}]`;
  if (typeof value !== "object" || value === null) return scalarText(value);
  const fields = Object.entries(value).toSorted(([one], [other]) => byText(one, other));
  return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${stableText(item)}`).join(",")}}`;
};

/** Reads the outline of a schema, regardless of the order of its keywords and keys. */
export const readOutline = <Node extends { readonly schema: unknown }>(
  graph: MeaningGraph<Node>,
  node: Node,
): Outline<Node> => {
  const fields = fieldsOf(node.schema);
  const dialect = graph.dialectOf(node);
  if (!fields) return { text: stableText([dialect, node.schema]), inner: [] };
  const inner: Node[] = [];
  const write = ([keyword, value]: readonly [string, unknown]): unknown => {
    const target = keyword === "$ref" && typeof value === "string" ? graph.resolve(node, value) : undefined;
    if (target) {
      inner.push(target);
      return [keyword];
    }
    if (dynamicKeywords.has(keyword)) return [keyword, value, graph.scopeOf(node)];
    const tokens = schemaTokens(keyword, value).toSorted((a, b) => byText(String(a), String(b)));
    for (const token of tokens) inner.push(graph.childOf(node, keyword, token));
    if (tokens.length === 0) return [keyword, value];
    if (tokens[0] === undefined) return [keyword, null];
    const below = new Set(tokens.map(String));
    return [keyword, tokens, Object.fromEntries(Object.entries(value as object).filter(([key]) => !below.has(key)))];
  };
  const said = [...fields].filter(([keyword, value]) => graph.counts(keyword, value));
  return { text: stableText([dialect, ...said.toSorted(([a], [b]) => byText(a, b)).map(write)]), inner };
};
