import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
} from "yaml";
import { appendToken } from "../json-pointer.ts";
import { maxDepth, maxYamlCharacters, maxYamlNodes } from "./limits.ts";
import { fieldsOf } from "../resolve/unchecked.ts";
import { SchemaError } from "../schema-error.ts";

/** Problems by error code; they never quote the file. */
const problems: ReadonlyMap<string, string> = new Map([
  ["DUPLICATE_KEY", "a duplicate property"],
  ["MULTIPLE_DOCS", "a second document begins"],
  ["TAG_RESOLVE_FAILED", "a tag that isn't one of JSON's types"],
  ["BAD_ALIAS", "an alias to nothing"],
]);

// The library builds regular expressions as long as an indentation, which crashes the process if that is huge.
const deepIndentation = /^[- \t?:]{1000}/m;

const open = (text: string, file: string): Document.Parsed => {
  const lineCounter = new LineCounter();
  // The library's check is quadratic; duplicates are found below, with a set.
  const options = { lineCounter, prettyErrors: false, uniqueKeys: false, version: "1.2", schema: "core" } as const;
  const document = parseDocument(text, options);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem === undefined) return document;
  const { line, col } = lineCounter.linePos(problem.pos[0]);
  const what = problems.get(problem.code) ?? "unexpected text";
  throw new SchemaError(file, "", `this isn't YAML that JSON can express: ${what} at line ${line}, column ${col}`);
};

/**
 * Whether a key merges mappings into its own: `<<`, unless it is quoted. YAML 1.2 dropped merge keys, but most YAML tools
 * still apply them (https://yaml.org/type/merge.html).
 */
const isMergeKey = (key: unknown): boolean =>
  isScalar(key) && key.value === "<<" && key.type === Scalar.PLAIN && key.tag === undefined;

/** Converts a document to JSON values. Aliases are expanded, so that the values form a tree, and merge keys applied. */
const toJson = (document: Document.Parsed, file: string): unknown => {
  const path: (string | number)[] = [];
  let left = maxYamlNodes;
  let depth = 0;

  const refuse = (problem: string): never => {
    throw new SchemaError(file, path.reduce<string>(appendToken, ""), problem);
  };

  /** Converts a node one level deeper. An alias is a level of its own, since it may contain itself. */
  const deeper = (node: unknown): unknown => {
    if (depth >= maxDepth) refuse(`this is nested more than ${maxDepth} levels deep`);
    depth += 1;
    const value = convert(node);
    depth -= 1;
    return value;
  };

  const below = (token: string | number, node: unknown): unknown => {
    path.push(token);
    const value = deeper(node);
    path.pop();
    return value;
  };

  const wellFormed = (text: string): string =>
    /\p{Surrogate}/u.test(text) ? refuse("a string here has an unpaired surrogate") : text;

  const keyOf = (key: unknown): string => {
    if (!isScalar(key)) return refuse("a property name here isn't a string");
    const { source, value } = key;
    return wellFormed(typeof value === "string" ? value : (source ?? String(value)));
  };

  const convertScalar = (value: unknown): unknown => {
    if (typeof value === "string") return wellFormed(value);
    if (typeof value === "number") return Number.isFinite(value) ? value : refuse("JSON has no such number");
    if (typeof value === "boolean" || value === null) return value;
    return refuse("JSON has no such value");
  };

  /** Adds what a merge key names to a mapping. Its own properties win over it, and earlier mappings over later ones. */
  const merge = (into: Map<string, unknown>, merged: unknown): void => {
    for (const source of Array.isArray(merged) ? merged : [merged]) {
      const properties =
        fieldsOf(source) ?? refuse('"<<" takes a mapping or a list of mappings; quote a property of this name');
      for (const [name, value] of properties) if (!into.has(name)) into.set(name, value);
    }
  };

  const convertMap = (items: readonly { readonly key: unknown; readonly value: unknown }[]): unknown => {
    const names = new Set<string>();
    const properties = new Map<string, unknown>();
    for (const { key, value } of items) {
      const name = keyOf(key);
      if (names.has(name)) refuse(`duplicate property ${JSON.stringify(name)}`);
      names.add(name);
      const converted = below(name, value);
      if (isMergeKey(key)) merge(properties, converted);
      else properties.set(name, converted);
    }
    return Object.fromEntries(properties);
  };

  /** The node of each anchor so far, and the target of each alias at its position. */
  const anchors = new Map<string, Node>();
  const seen = new Set<Node>();
  const targets = new Map<Alias, Node | undefined>();

  const convertAlias = (alias: Alias): unknown => {
    if (!targets.has(alias)) targets.set(alias, anchors.get(alias.source));
    const target = targets.get(alias);
    return target === undefined ? refuse("this alias leads to nothing") : deeper(target);
  };

  const convert = (node: unknown): unknown => {
    left -= 1;
    if (left < 0)
      throw new SchemaError(file, "", `with its aliases expanded, this has more than ${maxYamlNodes} values`);
    if (isNode(node) && !isAlias(node) && node.anchor !== undefined && !seen.has(node)) {
      seen.add(node);
      anchors.set(node.anchor, node);
    }
    if (isMap(node)) return convertMap(node.items);
    if (isSeq(node)) return node.items.map((item, index) => below(index, item));
    if (isAlias(node)) return convertAlias(node);
    return isScalar(node) ? convertScalar(node.value) : convertScalar(node);
  };

  return convert(document.contents);
};

/**
 * Parses a schema document in YAML 1.2, as far as JSON can express it: no custom tags, one document, finite numbers, and
 * aliases within a limit. Merge keys (`<<`) of YAML 1.1 are applied.
 *
 * @param file the name of the document in errors
 * @throws SchemaError with the place. It never quotes the document
 */
export const parseYaml = (text: string, file: string): unknown => {
  if (text.length > maxYamlCharacters) {
    throw new SchemaError(file, "", `this file is larger than ${maxYamlCharacters / 1024 / 1024} MB; write it as JSON`);
  }
  if (deepIndentation.test(text)) {
    throw new SchemaError(file, "", "this isn't YAML that can be read: a line is indented by 1,000 characters or more");
  }
  if (text.trim() === "") throw new SchemaError(file, "", "this file is empty; a schema is an object, true or false");
  try {
    return toJson(open(text, file), file);
  } catch (error) {
    // The library is recursive.
    if (!(error instanceof RangeError)) throw error;
    throw new SchemaError(file, "", `this is nested more than ${maxDepth} levels deep`, { cause: error });
  }
};
