import { childOf, schemaTokens } from "../resolve/children.ts";
import type { Likeness } from "./find-twins.ts";
import { keyOf, type SchemaNode } from "../json-schema.ts";
import type { References } from "../resolve/references.ts";

/** A place without the schemas inside it or that it refers to, and those schemas, in an order that goes with the text. */
interface Outline {
  readonly text: string;
  readonly inner: readonly SchemaNode[];
}

// Where a schema stands says nothing about what it means, nor does a comment, which begins with a banner in a bundle's
// root alone; a definition means something where it is referred to.
const meaningless: ReadonlySet<string> = new Set(["$schema", "$id", "$comment", "$defs", "definitions"]);

const outlineOf = (references: References, node: SchemaNode): Outline => {
  if (typeof node.schema === "boolean") return { text: String(node.schema), inner: [] };
  const said = Object.entries(node.schema).filter(([keyword]) => !meaningless.has(keyword));
  const parts = said.map(([keyword, value]): readonly [unknown, readonly SchemaNode[]] => {
    if (keyword === "$ref") return [[keyword], [references.locate(node, String(value))]];
    // Where this leads depends on the way to it, which two places needn't share.
    if (keyword === "$dynamicRef") return [[keyword, keyOf(node)], []];
    const tokens = schemaTokens(keyword, value);
    const inner = tokens.map((token) => references.enter(childOf(node, keyword, token), node));
    if (tokens.length === 0 || tokens[0] === undefined) return [[keyword, tokens.length === 0 ? value : null], inner];
    const keys = new Set(tokens.map(String));
    return [[keyword, tokens, Object.entries(value as object).filter(([key]) => !keys.has(key))], inner];
  });
  return { text: JSON.stringify(parts.map(([text]) => text)), inner: parts.flatMap(([, inner]) => inner) };
};

/** Pairs of places that are compared for one set. What is left then counts as different. */
const mostPairs = 50_000;

/** Compares places by what they say and by what all says that they refer to. */
export const createLikeness = (references: References): Likeness => {
  const outlines = new Map<string, Outline>();
  let pairs = 0;

  const outline = (node: SchemaNode): Outline => {
    const found = outlines.get(keyOf(node)) ?? outlineOf(references, node);
    outlines.set(keyOf(node), found);
    return found;
  };

  const isSame = (one: SchemaNode, other: SchemaNode): boolean => {
    // Two schemas that contain themselves are the same unless a difference is found, so a pair is looked at once.
    const compared = new Set<string>();
    const waiting = [[references.enter(one), references.enter(other)] as const];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [a, b] = next;
      const pair = `${keyOf(a)}\n${keyOf(b)}`;
      if (keyOf(a) === keyOf(b) || compared.has(pair)) continue;
      compared.add(pair);
      pairs += 1;
      const [left, right] = [outline(a), outline(b)];
      if (pairs > mostPairs || left.text !== right.text) return false;
      waiting.push(...left.inner.map((place, index) => [place, right.inner[index]!] as const));
    }
    return true;
  };

  return { isSame, outlineOf: (node) => outline(references.enter(node)).text };
};
