import { banner } from "../banner.ts";
import { findDiscriminator } from "../schema/discriminator.ts";
import type { SchemaNode } from "../schema/json-schema.ts";
import { SchemaError } from "../schema/schema-error.ts";
import { keywordsOf, type SchemaSet } from "../schema/schema-set.ts";
import { toValueName } from "../schema/type-name.ts";
import { articleFor } from "../source-text/article.ts";
import { inComment } from "../source-text/comment.ts";
import { literal, literalKey, textLiteral } from "../source-text/literals.ts";
import { importTypes, printFile } from "../source-text/print-file.ts";
import { identifier, joined, js, type Source } from "../source-text/source.ts";
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

const eachOn = (lines: readonly Source[]): Source =>
  joined(
    lines.map((line) => js`  ${line}\n`),
    "",
  );

const emitUnion = (set: SchemaSet, { name: union, path, tags }: Union): Source => {
  const place = inComment(path.join("."));
  const article = articleFor(path[0] ?? "") === "an" ? "An" : "A";
  const keys = tagKeys(tags.map(({ tag }) => tag));
  const [name, nameOf, map] = [identifier(union), identifier(`${union}Name`), identifier(`${union}Map`)] as const;
  const constants = tags.map(({ tag }, index) => js`${literalKey(keys[index] ?? tag)}: ${textLiteral(tag)},`);
  const types = tags.map(({ tag, node }) => js`${textLiteral(tag)}: ${identifier(set.nameOf(node))};`);
  const list = joined(
    tags.map(({ tag }) => textLiteral(tag)),
    ", ",
  );
  return js`/** Every \`${place}\` of ${name}, by a name that can be written in code. */
export const ${nameOf} = {
${eachOn(constants)}} as const;

/** ${inComment(article)} \`${place}\` of ${name}. */
export type ${nameOf} = (typeof ${nameOf})[keyof typeof ${nameOf}];

/** Every \`${place}\` of ${name}, in the order of the schema. */
export const ${identifier(listOf(union))}: readonly ${nameOf}[] = [${list}];

/** The way to the \`${place}\` of ${inComment(articleFor(union))} ${name}. */
export const ${identifier(`${toValueName(union)}Tag`)} = ${literal(path)} as const;

/** The type that goes with each \`${place}\`. */
export interface ${map} {
${eachOn(types)}}`;
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
  const head = types.size > 0 ? importTypes([...types.keys()], typesFrom) : js`export {};`;
  const blocks = unions.map((union) => emitUnion(set, union));
  return printFile([banner(set.roots.map((root) => root.file)), head, ...blocks]);
};
