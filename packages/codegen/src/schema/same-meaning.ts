import { childOf, schemaTokens } from "./children.ts";
import { keyOf, type SchemaNode } from "./json-schema.ts";
import type { References } from "./references.ts";

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

/** Whether two places say the same, and all that they refer to says the same in turn. */
export const meansSame = (references: References, one: SchemaNode, other: SchemaNode): boolean => {
  // Two schemas that contain themselves are the same unless a difference is found, so a pair is looked at once.
  const compared = new Set<string>();
  const compare = (a: SchemaNode, b: SchemaNode): boolean => {
    const pair = JSON.stringify([keyOf(a), keyOf(b)]);
    if (keyOf(a) === keyOf(b) || compared.has(pair)) return true;
    compared.add(pair);
    const [left, right] = [outlineOf(references, a), outlineOf(references, b)];
    return left.text === right.text && left.inner.every((place, index) => compare(place, right.inner[index]!));
  };
  return compare(references.enter(one), references.enter(other));
};

/** A text that is equal for two places that mean the same; places that differ may share it. */
export const outlineText = (references: References, node: SchemaNode): string =>
  outlineOf(references, references.enter(node)).text;
