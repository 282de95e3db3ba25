import { findDiscriminator, keywordsOf, type SchemaNode, type SchemaSet, toValueName } from "@email-events/json-schema";
import { banner } from "../output/banner.ts";
import { articleFor } from "../source-text/article.ts";
import { inComment } from "../source-text/comment.ts";
import { literal, literalKey, textLiteral } from "../source-text/literals.ts";
import { importTypes, printFile } from "../source-text/print-file.ts";
import { identifier, joined, js, type Source } from "../source-text/source.ts";
import { tagKeys } from "./tag-keys.ts";

interface Tag {
  readonly tag: string;
  /** Its declared place. */
  readonly node: SchemaNode;
}

/** A discriminated union. */
interface Union {
  readonly name: string;
  /** Property names from the value down to the tag. */
  readonly path: readonly string[];
  readonly tags: readonly Tag[];
}

/** The exports of the other emitted files for a type. */
const exportsOf = (type: string): readonly string[] =>
  ["", "is", "assert", "parse", "issuesOf"].map((prefix) => `${prefix}${type}`);

/** The exports for a union. A name that another file exports gets an underscore, which no type name ends with. */
interface Exported {
  readonly nameOf: string;
  readonly list: string;
  readonly tag: string;
  readonly map: string;
}

const exportedFor = (union: string, taken: ReadonlySet<string>): Exported => {
  const free = (name: string): string => (taken.has(name) ? `${name}_` : name);
  return {
    nameOf: free(`${union}Name`),
    list: free(`${toValueName(union)}Names`),
    tag: free(`${toValueName(union)}Tag`),
    map: free(`${union}Map`),
  };
};

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

const emitUnion = (set: SchemaSet, { name: union, path, tags }: Union, taken: ReadonlySet<string>): Source => {
  const place = inComment(path.join("."));
  const article = articleFor(path[0] ?? "") === "an" ? "An" : "A";
  const keys = tagKeys(tags.map(({ tag }) => tag));
  const name = identifier(union);
  const exported = exportedFor(union, taken);
  const nameOf = identifier(exported.nameOf);
  const names = identifier(exported.list);
  const constants = tags.map(({ tag }, index) => js`${literalKey(keys[index] ?? tag)}: ${textLiteral(tag)},`);
  const types = tags.map(({ tag, node }) => js`${textLiteral(tag)}: ${identifier(set.nameOf(node))};`);
  const list = joined(
    tags.map(({ tag }) => textLiteral(tag)),
    ", ",
  );
  return js`/** Every \`${place}\` of ${name}, by constant name. */
export const ${nameOf} = {
${eachOn(constants)}} as const;

/** ${inComment(article)} \`${place}\` of ${name}. */
export type ${nameOf} = (typeof ${nameOf})[keyof typeof ${nameOf}];

/** Every \`${place}\` of ${name}, in the order of the schema. */
export const ${names}: readonly ${nameOf}[] = [${list}];

/** The path to the \`${place}\` of ${inComment(articleFor(union))} ${name}. */
export const ${identifier(exported.tag)} = ${literal(path)} as const;

/** The type for each \`${place}\`. */
export interface ${identifier(exported.map)} {
${eachOn(types)}}`;
};

/**
 * Emits the tags of each discriminated union as constants, and a map from tag to type.
 *
 * @param typesFrom module that the types are imported from
 * @returns `undefined` if there is no discriminated union
 */
export const emitNames = (set: SchemaSet, typesFrom: string): string | undefined => {
  const unions = unionsOf(set);
  if (unions.length === 0) return undefined;
  const imported = new Set(unions.flatMap(({ tags }) => tags.map(({ node }) => set.nameOf(node))));
  const taken = new Set(set.declared.flatMap((node) => exportsOf(set.nameOf(node))));
  const blocks = unions.map((union) => emitUnion(set, union, taken));
  const head = [banner(set.roots.map((root) => root.file)), importTypes([...imported], typesFrom)];
  return printFile([...head, ...blocks]);
};
