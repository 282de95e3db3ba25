import { banner } from "../banner.ts";
import { findDiscriminator } from "../schema/discriminator.ts";
import type { SchemaNode } from "../schema/json-schema.ts";
import { keywordsOf, type SchemaSet } from "../schema/schema-set.ts";
import { toTypeName, toValueName } from "../schema/type-name.ts";

interface Tag {
  readonly tag: string;
  readonly type: string;
}

const quoted = (text: string): string => JSON.stringify(text);

const typeOf = (set: SchemaSet, branch: SchemaNode): string | undefined => {
  const ref = keywordsOf(branch)?.$ref;
  return ref === undefined ? undefined : set.nameOf(set.resolve(branch, ref));
};

const emitUnion = (name: string, path: readonly string[], tags: readonly Tag[]): string => {
  const place = path.join(".");
  const list = `${toValueName(name)}Names`;
  return `/** Every \`${place}\` of ${name}, by a name that can be written in code. */
export const ${name}Name = {
${tags.map(({ tag }) => `  ${toTypeName(tag)}: ${quoted(tag)},`).join("\n")}
} as const;

/** A \`${place}\` of ${name}. */
export type ${name}Name = (typeof ${name}Name)[keyof typeof ${name}Name];

/** Every \`${place}\` of ${name}, in the order of the schema. */
export const ${list}: readonly ${name}Name[] = [${tags.map(({ tag }) => quoted(tag)).join(", ")}];

/** The type that goes with each \`${place}\`. */
export interface ${name}Map {
${tags.map(({ tag, type }) => `  ${quoted(tag)}: ${type};`).join("\n")}
}`;
};

/** Emits, for each union that a tag tells apart, its tags as constants and a map from tag to type. */
export const emitNames = (set: SchemaSet): string => {
  const types = new Set<string>();
  const blocks = set.declared.flatMap((node) => {
    const discriminator = findDiscriminator(set, node);
    if (!discriminator) return [];
    const tags = discriminator.branches.flatMap((branch): readonly Tag[] => {
      const type = typeOf(set, branch.node);
      return type === undefined ? [] : branch.tags.map((tag) => ({ tag, type }));
    });
    if (tags.length === 0) return [];
    for (const { type } of tags) types.add(type);
    return [emitUnion(set.nameOf(node), discriminator.path, tags)];
  });
  const imports = [...types].toSorted().map((type) => `  ${type},`);
  const head = imports.length > 0 ? `import type {\n${imports.join("\n")}\n} from "./types.js";` : "export {};";
  return `${[banner(set.roots.map((root) => root.file)), head, ...blocks].join("\n\n")}\n`;
};
