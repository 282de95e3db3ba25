import {
  childrenOf,
  isDefinition,
  placeOf,
  keywordsOf,
  type SchemaNode,
  type SchemaSet,
  strongComponents,
} from "@email-events/json-schema";

/** A place with a zod schema of its own. */
export interface Declaration {
  readonly node: SchemaNode;
  readonly name: string;
  /** The declared places that it refers to. */
  readonly uses: readonly SchemaNode[];
  /** Whether it contains itself, directly or indirectly. */
  readonly isRecursive: boolean;
}

const usesOf = (set: SchemaSet, node: SchemaNode): readonly SchemaNode[] => {
  const ref = keywordsOf(node)?.$ref;
  const below = childrenOf(node).filter((child) => !isDefinition(node, child));
  return [...(ref === undefined ? [] : [set.resolve(node, ref)]), ...below.flatMap((child) => usesOf(set, child))];
};

/**
 * The declared places of a set, each after those it uses, as far as recursion allows. A place has one declaration for all
 * dynamic scopes, since zod can't express those that differ by scope.
 */
export const declarationsOf = (set: SchemaSet): readonly Declaration[] => {
  const ordered: SchemaNode[] = [];
  const uses = new Map<string, readonly SchemaNode[]>();
  const visit = (node: SchemaNode): void => {
    if (uses.has(placeOf(node))) return;
    const used = usesOf(set, node);
    uses.set(placeOf(node), used);
    used.forEach(visit);
    ordered.push(node);
  };
  set.declared.forEach(visit);

  const indexOf = new Map(ordered.map((node, index) => [placeOf(node), index]));
  const usedFrom = ordered.map((node) =>
    (uses.get(placeOf(node)) ?? []).flatMap((used) => indexOf.get(placeOf(used)) ?? []),
  );
  const components = strongComponents(ordered.keys(), (index) => usedFrom[index] ?? []);
  const sizes = new Map<number | undefined, number>();
  for (const component of components.values()) sizes.set(component, (sizes.get(component) ?? 0) + 1);
  return ordered.map((node, index) => ({
    node,
    name: set.nameOf(node),
    uses: uses.get(placeOf(node)) ?? [],
    isRecursive: (sizes.get(components.get(index)) ?? 0) > 1 || usedFrom[index]?.includes(index) === true,
  }));
};
