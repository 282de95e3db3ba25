import { posix } from "node:path";
import { pointerTokens } from "./json-pointer.ts";
import { placeOf, type SchemaNode } from "./json-schema.ts";
import { SchemaError } from "./schema-error.ts";
import { toTypeName } from "./type-name.ts";

/** Names that generated code exports itself. */
const reserved: ReadonlySet<string> = new Set(["Issue"]);

const fileName = (file: string): string =>
  posix.basename(file.split(/[?#]/)[0] ?? "").replace(/(\.schema)?\.(json|ya?ml)$/, "");

const isDefinition = (tokens: readonly string[]): boolean =>
  tokens.length % 2 === 0 && tokens.every((token, index) => index % 2 === 1 || /^(\$defs|definitions)$/.test(token));

const wordsOf = (file: string, pointer: string): string => {
  const tokens = pointerTokens(pointer);
  if (tokens.length === 0) return fileName(file);
  if (isDefinition(tokens)) return tokens.filter((_, index) => index % 2 === 1).join(" ");
  return [fileName(file), ...tokens].join(" ");
};

/** The TypeScript name that a place asks for: its title, or else its place in words. */
export const wishedName = ({ file, pointer, schema }: SchemaNode): string => {
  const title = typeof schema === "object" ? schema.title : undefined;
  return toTypeName(title ?? wordsOf(file, pointer)) || toTypeName(`${fileName(file)} ${pointer}`) || "Schema";
};

/** The name of each place, by its place. */
export type Names = ReadonlyMap<string, string>;

interface Naming {
  /** Whether two places of one name mean the same, so that one declaration serves both. */
  readonly isSame: (a: SchemaNode, b: SchemaNode) => boolean;
  /** Whether a place belongs to somebody else, who can't be asked to change a title. */
  readonly isForeign: (node: SchemaNode) => boolean;
}

/** Names for a place, the best first: what is somebody else's may be named after its file as well. */
const candidatesFor = (node: SchemaNode, isForeign: boolean): readonly string[] => {
  const name = wishedName(node);
  return isForeign ? [name, toTypeName(`${fileName(node.file)} ${name}`)] : [name];
};

/**
 * Gives every declared place its name.
 *
 * @throws SchemaError when two places that differ ask for one name
 */
export const nameAll = (
  declared: readonly SchemaNode[],
  { isSame, isForeign }: Naming,
): { readonly names: Names; readonly twins: ReadonlyMap<string, SchemaNode> } => {
  const owners = new Map<string, SchemaNode>();
  const twins = new Map<string, SchemaNode>();
  const isFree = (name: string): boolean => !owners.has(name) && !reserved.has(name);
  const ownFirst = declared.toSorted((a, b) => Number(isForeign(a)) - Number(isForeign(b)));
  for (const node of ownFirst) {
    const candidates = candidatesFor(node, isForeign(node));
    const [wish = ""] = candidates;
    const twin = owners.get(wish);
    const name = candidates.find(isFree);
    if (twin && isSame(twin, node)) twins.set(placeOf(node), twin);
    else if (name !== undefined) owners.set(name, node);
    else {
      const owner = twin ? placeOf(twin) : "generated code";
      throw new SchemaError(node.file, node.pointer, `the name ${wish} is taken by ${owner}; change a title`);
    }
  }
  return { names: new Map([...owners].map(([name, node]) => [placeOf(node), name])), twins };
};
