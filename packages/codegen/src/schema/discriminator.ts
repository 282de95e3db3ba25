import type { SchemaNode } from "./json-schema.ts";
import { childOf, keywordsOf, type SchemaSet } from "./schema-set.ts";

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

const maximumDepth = 3;

const referenced = (set: SchemaSet, node: SchemaNode): readonly SchemaNode[] => {
  const schema = keywordsOf(node);
  if (!schema) return [];
  const bases = (schema.allOf ?? []).map((_, index) => childOf(node, "allOf", index));
  return schema.$ref === undefined ? bases : [...bases, set.resolve(node, schema.$ref)];
};

const unionOf = (node: SchemaNode): readonly SchemaNode[] => {
  const schema = keywordsOf(node);
  const keyword = schema?.oneOf ? "oneOf" : "anyOf";
  return (schema?.[keyword] ?? []).map((_, index) => childOf(node, keyword, index));
};

/** The strings that a place takes, when it takes nothing but strings it lists. */
const stringsOf = (set: SchemaSet, node: SchemaNode): readonly string[] | undefined => {
  const schema = keywordsOf(node);
  const listed = schema?.const === undefined ? schema?.enum : [schema.const];
  if (listed) return listed.every((value) => typeof value === "string") ? listed : undefined;
  for (const base of referenced(set, node)) {
    const strings = stringsOf(set, base);
    if (strings) return strings;
  }
  return undefined;
};

/** The tags that a place demands at a path: `undefined` when it leaves the path open. */
const tagsAt = (set: SchemaSet, node: SchemaNode, path: readonly string[]): readonly string[] | undefined => {
  const [name, ...rest] = path;
  if (name === undefined) return stringsOf(set, node);
  const schema = keywordsOf(node);
  if (schema?.required?.includes(name) && schema.properties && Object.hasOwn(schema.properties, name)) {
    const tags = tagsAt(set, childOf(node, "properties", name), rest);
    if (tags) return tags;
  }
  for (const base of referenced(set, node)) {
    const tags = tagsAt(set, base, path);
    if (tags) return tags;
  }
  const branches = unionOf(node).map((branch) => tagsAt(set, branch, path));
  return branches.length > 0 && branches.every((tags) => tags !== undefined) ? branches.flat() : undefined;
};

const requiredPaths = (set: SchemaSet, node: SchemaNode, depth: number): readonly (readonly string[])[] => {
  if (depth === 0) return [];
  const schema = keywordsOf(node);
  const own = (schema?.required ?? []).filter((name) => schema?.properties && Object.hasOwn(schema.properties, name));
  const below = own.flatMap((name) =>
    requiredPaths(set, childOf(node, "properties", name), depth - 1).map((path) => [name, ...path]),
  );
  const [firstBranch] = unionOf(node);
  const elsewhere = [...referenced(set, node), ...(firstBranch ? [firstBranch] : [])];
  return [...own.map((name) => [name]), ...below, ...elsewhere.flatMap((base) => requiredPaths(set, base, depth))];
};

/**
 * Finds the path whose string tells the branches of a union apart, the shortest first.
 *
 * Only a tag that every branch requires, and that no two branches share, makes choosing by it equal to trying them all.
 */
export const findDiscriminator = (set: SchemaSet, union: SchemaNode): Discriminator | undefined => {
  const branches = unionOf(union);
  const [first] = branches;
  if (!first || branches.length < 2) return undefined;
  const candidates = requiredPaths(set, first, maximumDepth).toSorted((a, b) => a.length - b.length);
  for (const path of candidates) {
    const tagged = branches.map((node) => ({ node, tags: [...new Set(tagsAt(set, node, path))] }));
    const all = tagged.flatMap((branch) => branch.tags);
    const complete = tagged.every((branch) => branch.tags.length > 0);
    if (complete && new Set(all).size === all.length) return { path, branches: tagged };
  }
  return undefined;
};
