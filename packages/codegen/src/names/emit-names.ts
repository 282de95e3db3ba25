import { banner } from "../banner.ts";
import { findDiscriminator } from "../schema/discriminator.ts";
import type { SchemaNode } from "../schema/json-schema.ts";
import { SchemaError } from "../schema/schema-error.ts";
import { keywordsOf, type SchemaSet } from "../schema/schema-set.ts";
import { toValueName } from "../schema/type-name.ts";
import { literalKey } from "../validators/literal.ts";
import { tagKeys } from "./tag-keys.ts";

interface Tag {
  readonly tag: string;
  /** The declared place that goes with it. */
  readonly node: SchemaNode;
}

/** A union that a tag tells apart. */
interface Union {
  readonly name: string;
  /** Property names from the value down to the tag. */
  readonly path: readonly string[];
  readonly tags: readonly Tag[];
}

const quoted = (text: string): string => JSON.stringify(text);

const listOf = (name: string): string => `${toValueName(name)}Names`;

const unionsOf = (set: SchemaSet): readonly Union[] =>
  set.declared.flatMap((node) => {
    const discriminator = findDiscriminator(set, node);
    if (!discriminator) return [];
    const tags = discriminator.branches.flatMap((branch): readonly Tag[] => {
      const ref = keywordsOf(branch.node)?.$ref;
      return ref === undefined ? [] : branch.tags.map((tag) => ({ tag, node: set.resolve(branch.node, ref) }));
    });
    return tags.length === 0 ? [] : [{ name: set.nameOf(node), path: discriminator.path, tags }];
  });

const emitUnion = (set: SchemaSet, { name, path, tags }: Union): string => {
  const place = path.join(".").replaceAll("*/", "*\\/");
  const keys = tagKeys(tags.map(({ tag }) => tag));
  return `/** Every \`${place}\` of ${name}, by a name that can be written in code. */
export const ${name}Name = {
${tags.map(({ tag }, index) => `  ${literalKey(keys[index] ?? tag)}: ${quoted(tag)},`).join("\n")}
} as const;

/** A \`${place}\` of ${name}. */
export type ${name}Name = (typeof ${name}Name)[keyof typeof ${name}Name];

/** Every \`${place}\` of ${name}, in the order of the schema. */
export const ${listOf(name)}: readonly ${name}Name[] = [${tags.map(({ tag }) => quoted(tag)).join(", ")}];

/** The type that goes with each \`${place}\`. */
export interface ${name}Map {
${tags.map(({ tag, node }) => `  ${quoted(tag)}: ${set.nameOf(node)};`).join("\n")}
}`;
};

/**
 * Emits, for each union that a tag tells apart, its tags as constants and a map from tag to type.
 *
 * @param typesFrom module that the types are imported from
 * @throws SchemaError when one of its types has a name that is given to something here
 */
export const emitNames = (set: SchemaSet, typesFrom: string): string => {
  const unions = unionsOf(set);
  const given = new Set(unions.flatMap(({ name }) => [`${name}Name`, listOf(name), `${name}Map`]));
  const types = new Map(unions.flatMap(({ tags }) => tags.map(({ node }) => [set.nameOf(node), node] as const)));
  for (const [type, { file, pointer }] of types) {
    if (!given.has(type)) continue;
    throw new SchemaError(file, pointer, `emitted names have another use for the name ${type}; change the title`);
  }
  const imports = [...types.keys()].toSorted().map((type) => `  ${type},`);
  const head =
    imports.length > 0 ? `import type {\n${imports.join("\n")}\n} from ${JSON.stringify(typesFrom)};` : "export {};";
  const blocks = unions.map((union) => emitUnion(set, union));
  return `${[banner(set.roots.map((root) => root.file)), head, ...blocks].join("\n\n")}\n`;
};
