import { posix } from "node:path";
import { keywordProblem } from "./check-keyword.ts";
import { appendToken, pointerTokens } from "./json-pointer.ts";
import { type JsonSchema, keyOf, type SchemaNode, type SchemaObject } from "./json-schema.ts";
import { keywordShapes } from "./keywords.ts";
import { SchemaError } from "./schema-error.ts";
import { toTypeName } from "./type-name.ts";

/** A folder of schemas, checked: every keyword is known, every reference leads somewhere, every name is its own. */
export interface SchemaSet {
  /** The root of each file, in the order of their paths. */
  readonly roots: readonly SchemaNode[];
  /** Every place that gets a declaration of its own: the roots and the `$defs`, files in order, definitions first. */
  readonly declared: readonly SchemaNode[];
  /** The TypeScript name of a declared place. */
  nameOf(node: SchemaNode): string;
  /** Where the `$ref` of a place leads. */
  resolve(node: SchemaNode, ref: string): SchemaNode;
}

/** The place one or more tokens below another. */
export const childOf = (node: SchemaNode, keyword: string, token?: string | number): SchemaNode => {
  const below = (parent: unknown, key: string | number): JsonSchema =>
    (parent as Record<string | number, JsonSchema>)[key]!;
  const value = below(node.schema, keyword);
  const pointer = appendToken(node.pointer, keyword);
  if (token === undefined) return { file: node.file, pointer, schema: value };
  return { file: node.file, pointer: appendToken(pointer, token), schema: below(value, token) };
};

/** The places directly below one, keyword by keyword. */
export const childrenOf = (node: SchemaNode): readonly SchemaNode[] => {
  if (typeof node.schema === "boolean") return [];
  return Object.entries(node.schema).flatMap(([keyword, value]): readonly SchemaNode[] => {
    const shape = keywordShapes.get(keyword);
    if (shape === "schema") return [childOf(node, keyword)];
    if (shape === "schema-list") return (value as readonly unknown[]).map((_, index) => childOf(node, keyword, index));
    if (shape === "schema-map") return Object.keys(value as object).map((key) => childOf(node, keyword, key));
    return [];
  });
};

const checkNode = (node: SchemaNode): void => {
  const { file, pointer, schema } = node;
  if (typeof schema === "boolean") return;
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) {
    throw new SchemaError(file, pointer, "a schema is an object, true or false");
  }
  for (const [keyword, value] of Object.entries(schema)) {
    const shape = keywordShapes.get(keyword);
    if (shape === undefined) {
      throw new SchemaError(file, appendToken(pointer, keyword), "this keyword isn't supported; remove or rewrite it");
    }
    const problem = keywordProblem(shape, value);
    if (problem) throw new SchemaError(file, appendToken(pointer, keyword), problem);
  }
  for (const child of childrenOf(node)) checkNode(child);
};

const nodeAt = (root: SchemaNode, pointer: string): SchemaNode | undefined => {
  let schema: unknown = root.schema;
  for (const token of pointerTokens(pointer)) {
    if (typeof schema !== "object" || schema === null || !Object.hasOwn(schema, token)) return undefined;
    schema = (schema as Record<string, unknown>)[token];
  }
  return { file: root.file, pointer, schema: schema as JsonSchema };
};

const isDefinition = (node: SchemaNode): boolean => /\/\$defs\/[^/]+$/.test(node.pointer);

const declarationsOf = (node: SchemaNode): readonly SchemaNode[] => {
  const below = childrenOf(node).flatMap(declarationsOf);
  return node.pointer === "" || isDefinition(node) ? [...below, node] : below;
};

const declaredName = (node: SchemaNode): string => {
  const title = typeof node.schema === "object" ? node.schema.title : undefined;
  const place = node.pointer === "" ? posix.basename(node.file).replace(/(\.schema)?\.json$/, "") : node.pointer;
  return toTypeName(title ?? place.replace("/$defs", ""));
};

const nameAll = (declared: readonly SchemaNode[]): ReadonlyMap<string, string> => {
  const owners = new Map<string, SchemaNode>();
  for (const node of declared) {
    const name = declaredName(node);
    const owner = owners.get(name);
    if (owner)
      throw new SchemaError(node.file, node.pointer, `the name ${name} is taken by ${keyOf(owner)}; change a title`);
    owners.set(name, node);
  }
  return new Map([...owners].map(([name, node]) => [keyOf(node), name]));
};

/**
 * Checks a folder of schemas as a whole.
 *
 * @param documents path inside the folder (with `/`) to parsed schema
 * @throws SchemaError at the first thing that generation couldn't stand behind
 */
export const createSchemaSet = (documents: ReadonlyMap<string, JsonSchema>): SchemaSet => {
  const roots = [...documents]
    .map(([file, schema]): SchemaNode => ({ file, pointer: "", schema }))
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
  for (const root of roots) checkNode(root);

  const rootOf = new Map(roots.map((root) => [root.file, root]));
  const declared = roots.flatMap(declarationsOf);
  const names = nameAll(declared);

  const resolve = (node: SchemaNode, ref: string): SchemaNode => {
    const [path = "", pointer = ""] = ref.split("#");
    const file = path === "" ? node.file : posix.join(posix.dirname(node.file), path);
    const root = rootOf.get(file);
    const target = root && nodeAt(root, decodeURIComponent(pointer));
    if (!target) throw new SchemaError(node.file, appendToken(node.pointer, "$ref"), `nothing stands at ${ref}`);
    if (!names.has(keyOf(target))) {
      throw new SchemaError(node.file, appendToken(node.pointer, "$ref"), `${ref} is neither a file nor a $defs entry`);
    }
    return target;
  };

  const checkReferences = (node: SchemaNode): void => {
    const ref = typeof node.schema === "object" ? node.schema.$ref : undefined;
    if (ref !== undefined) resolve(node, ref);
    for (const child of childrenOf(node)) checkReferences(child);
  };
  for (const root of roots) checkReferences(root);

  return { roots, declared, resolve, nameOf: (node) => names.get(keyOf(node)) ?? declaredName(node) };
};

/** Follows `$ref`s until a place that isn't only a reference. */
export const followReference = (set: SchemaSet, node: SchemaNode): SchemaNode => {
  let place = node;
  for (let hops = 0; typeof place.schema === "object" && place.schema.$ref !== undefined; hops += 1) {
    if (hops > 100) throw new SchemaError(node.file, node.pointer, "this reference leads in a circle");
    place = set.resolve(place, place.schema.$ref);
  }
  return place;
};

/** The keywords of a place, with `true` read as the empty schema; `undefined` for `false`. */
export const keywordsOf = (node: SchemaNode): SchemaObject | undefined =>
  typeof node.schema === "boolean" ? (node.schema ? {} : undefined) : node.schema;
