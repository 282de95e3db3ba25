import { choicesOf } from "./conjuncts.ts";
import { childOf, keywordsOf, placesOf } from "../resolve/children.ts";
import { keyOf, type SchemaNode } from "../json-schema.ts";
import type { SchemaSet } from "../schema-set.ts";

/** The discriminator of a union: a path to a string that every branch requires. */
export interface Discriminator {
  /** Property names from the value down to the tag: `["body", "name"]`. */
  readonly path: readonly string[];
  readonly branches: readonly DiscriminatorBranch[];
}

/** A branch of a union that a value of its discriminator selects. */
export interface DiscriminatorBranch {
  /** The tags of this branch, which no other branch has. */
  readonly tags: readonly string[];
  readonly node: SchemaNode;
}

type UnionKeyword = "anyOf" | "oneOf";

const unionKeywords: readonly UnionKeyword[] = ["oneOf", "anyOf"];

const maximumDepth = 3;

/** The bases of a place: the targets of its `$ref` and `allOf`. */
const basesOf = (set: SchemaSet, node: SchemaNode): readonly SchemaNode[] => {
  const ref = keywordsOf(node)?.$ref;
  const bases = placesOf(node, "allOf");
  return ref === undefined ? bases : [...bases, set.resolve(node, ref)];
};

/** Cached questions about the places of a set: a base can be reached in many ways. */
interface Answers {
  readonly demandsObject: (node: SchemaNode) => boolean;
  /** The strings that a place allows, when it only allows listed strings. */
  readonly stringsOf: (node: SchemaNode) => readonly string[] | undefined;
  /** Whether a place requires a property. */
  readonly requires: (node: SchemaNode, name: string) => boolean;
  /**
   * The tags that a place allows at a path; `undefined` when it doesn't constrain the path.
   *
   * @param isGiven whether a schema around the place requires the first property
   */
  readonly tagsAt: (node: SchemaNode, path: readonly string[], isGiven: boolean) => readonly string[] | undefined;
  readonly requiredPaths: (node: SchemaNode, depth: number) => readonly (readonly string[])[];
}

const remember = <Value, Rest extends readonly unknown[]>(
  answer: (node: SchemaNode, ...rest: Rest) => Value,
): ((node: SchemaNode, ...rest: Rest) => Value) => {
  const known = new Map<string, { readonly value: Value }>();
  return (node, ...rest) => {
    const key = `${keyOf(node)} ${JSON.stringify(rest)}`;
    const found = known.get(key) ?? { value: answer(node, ...rest) };
    known.set(key, found);
    return found.value;
  };
};

const isDescribed = (node: SchemaNode, name: string): boolean =>
  Object.hasOwn(keywordsOf(node)?.properties ?? {}, name);

/** The intersection of tags; the first set where it is empty. `undefined` means any tag. */
const tagsOfAll = (demands: readonly (readonly string[] | undefined)[]): readonly string[] | undefined => {
  const [first, ...others] = demands.filter((tags) => tags !== undefined);
  const sets = others.map((tags) => new Set(tags));
  const common = first?.filter((tag) => sets.every((tags) => tags.has(tag)));
  return common?.length === 0 ? first : common;
};

/** At most this many paths are considered. */
const mostPaths = 100;

const distinct = (paths: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()].slice(0, mostPaths);

const createAnswers = (set: SchemaSet): Answers => {
  // Unless an object is required, a value without a tag could be valid.
  const demandsObject = remember(
    (node): boolean =>
      keywordsOf(node)?.type === "object" ||
      basesOf(set, node).some((base) => demandsObject(base)) ||
      choicesOf(node).some((branches) => branches.every((branch) => demandsObject(branch))),
  );

  const stringsOf = remember((node): readonly string[] | undefined => {
    const schema = keywordsOf(node);
    const listed = schema?.const === undefined ? schema?.enum : [schema.const];
    const strings = listed?.every((value) => typeof value === "string") ? listed : undefined;
    return tagsOfAll([strings, ...basesOf(set, node).map((base) => stringsOf(base))]);
  });

  const requires = remember(
    (node, name: string): boolean =>
      keywordsOf(node)?.required?.includes(name) === true ||
      basesOf(set, node).some((base) => requires(base, name)) ||
      choicesOf(node).some((branches) => branches.every((branch) => requires(branch, name))),
  );

  /** The tags of a union whose branches all have tags. */
  const tagsOfUnion = (branches: readonly SchemaNode[], path: readonly string[], isGiven: boolean) => {
    const tags = branches.map((branch) => tagsAt(branch, path, isGiven));
    return tags.every((found) => found !== undefined) ? [...new Set(tags.flat())] : undefined;
  };

  const tagsAt = remember((node, path: readonly string[], isGivenAbove: boolean): readonly string[] | undefined => {
    const [name, ...rest] = path;
    if (name === undefined) return stringsOf(node);
    const isGiven = isGivenAbove || requires(node, name);
    const below = isGiven && isDescribed(node, name) ? childOf(node, "properties", name) : undefined;
    const isLed = below && (rest.length === 0 || demandsObject(below));
    return tagsOfAll([
      isLed ? tagsAt(below, rest, false) : undefined,
      ...basesOf(set, node).map((base) => tagsAt(base, path, isGiven)),
      ...choicesOf(node).map((branches) => tagsOfUnion(branches, path, isGiven)),
    ]);
  });

  const requiredPaths = remember((node, depth: number): readonly (readonly string[])[] => {
    if (depth === 0) return [];
    const described = Object.keys(keywordsOf(node)?.properties ?? {}).filter((name) => requires(node, name));
    const own = [...new Set([...described, ...(keywordsOf(node)?.required ?? [])])];
    const below = described.flatMap((name) =>
      requiredPaths(childOf(node, "properties", name), depth - 1).map((path) => [name, ...path]),
    );
    const elsewhere = [...basesOf(set, node), ...choicesOf(node).flatMap((branches) => branches.slice(0, 1))];
    return distinct([
      ...own.map((name) => [name]),
      ...below,
      ...elsewhere.flatMap((base) => requiredPaths(base, depth)),
    ]);
  });

  return { demandsObject, stringsOf, requires, tagsAt, requiredPaths };
};

const answers = new WeakMap<SchemaSet, Answers>();

const answersFor = (set: SchemaSet): Answers => {
  const known = answers.get(set) ?? createAnswers(set);
  answers.set(set, known);
  return known;
};

const unionOf = (node: SchemaNode): UnionKeyword =>
  unionKeywords.find((keyword) => keywordsOf(node)?.[keyword] !== undefined) ?? "oneOf";

/**
 * Finds the discriminator of a union, the shortest path first.
 *
 * Every branch must require the tag, and no two branches may share one, so that choosing by it equals trying all branches.
 */
export const findDiscriminator = (
  set: SchemaSet,
  union: SchemaNode,
  keyword: UnionKeyword = unionOf(union),
): Discriminator | undefined => {
  const branches = placesOf(union, keyword);
  const [first] = branches;
  if (!first || branches.length < 2) return undefined;
  const { demandsObject, requiredPaths, tagsAt } = answersFor(set);
  if (!branches.every(demandsObject)) return undefined;
  const candidates = requiredPaths(first, maximumDepth).toSorted((a, b) => a.length - b.length);
  for (const path of candidates) {
    const tagged = branches.map((node) => ({ node, tags: [...new Set(tagsAt(node, path, false))] }));
    const all = tagged.flatMap((branch) => branch.tags);
    const complete = tagged.every((branch) => branch.tags.length > 0);
    if (complete && new Set(all).size === all.length) return { path, branches: tagged };
  }
  return undefined;
};
