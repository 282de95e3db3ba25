import {
  childrenOf,
  isDefinition,
  keywordsOf,
  placeOf,
  type SchemaNode,
  type SchemaSet,
} from "@email-events/json-schema";
import { bannerComment } from "../output/banner.ts";

/** The file next to emitted schemas that lists the type of each. */
export const exportedTypesName = "types.json";

/** A type that a package exports. */
export interface ExportedType {
  readonly module: string;
  readonly name: string;
}

/** The types that packages export, by the digest of their schema. */
export type ExportedTypes = ReadonlyMap<string, readonly ExportedType[]>;

/** The contents of `types.json`: the digest of the schema of each declared type. */
export const listTypes = (set: SchemaSet): unknown => ({
  $comment: bannerComment("Lists the schema of each type by digest."),
  types: Object.fromEntries(
    set.declared
      .map((node) => [set.nameOf(node), set.digestOf(node)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ),
});

/** An imported type, with its name in the set. */
export interface ImportedType extends ExportedType {
  readonly local: string;
}

/** The declarations and imports of a file of types. */
export interface TypesPlan {
  readonly declared: readonly SchemaNode[];
  readonly imported: readonly ImportedType[];
  /** The declared places of packages. */
  readonly copied: readonly SchemaNode[];
}

const referred = (set: SchemaSet, node: SchemaNode): readonly SchemaNode[] => {
  const ref = keywordsOf(node)?.$ref;
  const below = childrenOf(node).filter((child) => !isDefinition(node, child));
  return [...(ref === undefined ? [] : [set.resolve(node, ref)]), ...below.flatMap((child) => referred(set, child))];
};

/** Splits the declared places of a set into declared and imported types. What only imported types need is left out. */
export const planTypes = (set: SchemaSet, exported: ExportedTypes): TypesPlan => {
  const own = new Set(set.roots.map(({ file }) => file));
  const copiedOf = (declared: readonly SchemaNode[]) => declared.filter(({ file }) => !own.has(file));
  if (exported.size === 0) return { declared: set.declared, imported: [], copied: copiedOf(set.declared) };
  const imported: ImportedType[] = [];
  const needed = new Set<string>();
  const waiting = set.declared.filter(({ file }) => own.has(file)).toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (needed.has(placeOf(node))) continue;
    needed.add(placeOf(node));
    const local = set.nameOf(node);
    const found = own.has(node.file) ? [] : (exported.get(set.digestOf(node)) ?? []);
    const type = found.find(({ name }) => name === local) ?? found[0];
    if (type) imported.push({ ...type, local });
    else waiting.push(...referred(set, node));
  }
  const isImported = new Set(imported.map(({ local }) => local));
  const declared = set.declared.filter((node) => needed.has(placeOf(node)) && !isImported.has(set.nameOf(node)));
  return { declared, imported, copied: copiedOf(declared) };
};
