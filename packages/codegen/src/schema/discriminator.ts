import { childOf, keywordsOf, placesOf } from "./children.ts";
import type { SchemaNode } from "./json-schema.ts";
import type { SchemaSet } from "./schema-set.ts";

/** How the branches of a union are told apart: by the string at a path that every branch requires. */
export interface Discriminator {
  /** Property names from the value down to the tag: `["body", "name"]`. */
  readonly path: readonly string[];
  readonly branches: readonly DiscriminatorBranch[];
}

export interface DiscriminatorBranch {
  /** The tags that lead to this branch and to no other. */
  readonly tags: readonly string[];
  readonly node: SchemaNode;
}

type UnionKeyword = "anyOf" | "oneOf";

const unionKeywords: readonly UnionKeyword[] = ["oneOf", "anyOf"];

const maximumDepth = 3;

/** Places whose every demand is also one of the given place. */
const basesOf = (set: SchemaSet, node: SchemaNode): readonly SchemaNode[] => {
  const ref = keywordsOf(node)?.$ref;
  const bases = placesOf(node, "allOf");
  return ref === undefined ? bases : [...bases, set.resolve(node, ref)];
};

/** The unions that a place consists of: a value must fit a branch of each. */
const unionsOf = (node: SchemaNode): readonly (readonly SchemaNode[])[] =>
  unionKeywords.map((keyword) => placesOf(node, keyword)).filter((branches) => branches.length > 0);

/** Whether a place takes nothing but objects; without that, a value that has no tag at all could be valid. */
const demandsObject = (set: SchemaSet, node: SchemaNode): boolean =>
  keywordsOf(node)?.type === "object" ||
  basesOf(set, node).some((base) => demandsObject(set, base)) ||
  unionsOf(node).some((branches) => branches.every((branch) => demandsObject(set, branch)));

/** The strings that a place takes, when it takes nothing but strings it lists. */
const stringsOf = (set: SchemaSet, node: SchemaNode): readonly string[] | undefined => {
  const schema = keywordsOf(node);
  const listed = schema?.const === undefined ? schema?.enum : [schema.const];
  if (listed) return listed.every((value) => typeof value === "string") ? listed : undefined;
  for (const base of basesOf(set, node)) {
    const strings = stringsOf(set, base);
    if (strings) return strings;
  }
  return undefined;
};

const isDescribed = (node: SchemaNode, name: string): boolean => {
  const schema = keywordsOf(node);
  return Boolean(schema?.required?.includes(name) && schema.properties && Object.hasOwn(schema.properties, name));
};

/** The tags that a place demands at a path: `undefined` when it leaves the path open. */
const tagsAt = (set: SchemaSet, node: SchemaNode, path: readonly string[]): readonly string[] | undefined => {
  const [name, ...rest] = path;
  if (name === undefined) return stringsOf(set, node);
  if (isDescribed(node, name)) {
    const below = childOf(node, "properties", name);
    const tags = rest.length === 0 || demandsObject(set, below) ? tagsAt(set, below, rest) : undefined;
    if (tags) return tags;
  }
  for (const base of basesOf(set, node)) {
    const tags = tagsAt(set, base, path);
    if (tags) return tags;
  }
  for (const branches of unionsOf(node)) {
    const tags = branches.map((branch) => tagsAt(set, branch, path));
    if (tags.every((found) => found !== undefined)) return tags.flat();
  }
  return undefined;
};

const requiredPaths = (set: SchemaSet, node: SchemaNode, depth: number): readonly (readonly string[])[] => {
  if (depth === 0) return [];
  const own = (keywordsOf(node)?.required ?? []).filter((name) => isDescribed(node, name));
  const below = own.flatMap((name) =>
    requiredPaths(set, childOf(node, "properties", name), depth - 1).map((path) => [name, ...path]),
  );
  const elsewhere = [...basesOf(set, node), ...unionsOf(node).flatMap((branches) => branches.slice(0, 1))];
  return [...own.map((name) => [name]), ...below, ...elsewhere.flatMap((base) => requiredPaths(set, base, depth))];
};

const unionOf = (node: SchemaNode): UnionKeyword =>
  unionKeywords.find((keyword) => keywordsOf(node)?.[keyword] !== undefined) ?? "oneOf";

/**
 * Finds the path whose string tells the branches of a union apart, the shortest first.
 *
 * Only a tag that every branch requires, and that no two branches share, makes choosing by it equal to trying them all.
 */
export const findDiscriminator = (
  set: SchemaSet,
  union: SchemaNode,
  keyword: UnionKeyword = unionOf(union),
): Discriminator | undefined => {
  const branches = placesOf(union, keyword);
  const [first] = branches;
  if (!first || branches.length < 2) return undefined;
  if (!branches.every((branch) => demandsObject(set, branch))) return undefined;
  const candidates = requiredPaths(set, first, maximumDepth).toSorted((a, b) => a.length - b.length);
  for (const path of candidates) {
    const tagged = branches.map((node) => ({ node, tags: [...new Set(tagsAt(set, node, path))] }));
    const all = tagged.flatMap((branch) => branch.tags);
    const complete = tagged.every((branch) => branch.tags.length > 0);
    if (complete && new Set(all).size === all.length) return { path, branches: tagged };
  }
  return undefined;
};
