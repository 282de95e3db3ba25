import { appendToken, pointerTokens } from "../json-pointer.ts";
import { keywordShapes, type KeywordShape } from "../check/keywords.ts";
import { decoded } from "../resolve/locate.ts";
import { fieldsOf, schemasBelow } from "../resolve/unchecked.ts";
import { type Fields, isFields, valueBelow } from "./rewrite.ts";

/** Whether the value of a keyword contains schemas one level deeper, or is one. */
const holds: { readonly [Shape in KeywordShape]?: (value: unknown) => "map" | "schema" } = {
  schema: () => "schema",
  "schema-list": () => "map",
  "schema-map": () => "map",
  "pattern-map": () => "map",
  "schema-or-list": (value) => (Array.isArray(value) ? "map" : "schema"),
  dependencies: () => "map",
};

/** The target of a pointer through an unknown keyword. */
interface Hidden {
  /** The pointer of the first unknown keyword. */
  readonly keyword: string;
  readonly target: unknown;
}

/** Whether a part of a document has an address of its own, which its references are relative to. */
export const hasAddress = (value: unknown): boolean =>
  isFields(value) && [value["$id"], value["id"]].some((id) => typeof id === "string" && !id.startsWith("#"));

/** The target of a pointer, if it leads through a keyword that no dialect has, and into no part with an address. */
export const findHidden = (document: unknown, pointer: string): Hidden | undefined => {
  let at: unknown = document;
  let kind: "map" | "schema" | "hidden" = "schema";
  let path = "";
  let keyword: string | undefined;
  for (const token of pointerTokens(pointer)) {
    path = appendToken(path, token);
    const value = valueBelow(at, token);
    if (value === undefined || (at !== document && hasAddress(at))) return undefined;
    if (kind === "map") kind = "schema";
    else if (kind === "schema") {
      const shape = keywordShapes.get(token);
      const inner = shape && holds[shape];
      kind = inner ? inner(value) : "hidden";
      if (shape !== undefined && !inner) return undefined;
      if (kind === "hidden") keyword = path;
    }
    at = value;
  }
  return keyword !== undefined && isFields(at) ? { keyword, target: at } : undefined;
};

/** The pointers in the references of a schema to its own document; a part with an address is another document for them. */
const pointersIn = (schema: unknown): readonly string[] => {
  const ref = fieldsOf(schema)?.get("$ref");
  const own = typeof ref === "string" && ref.startsWith("#/") ? [decoded(ref.slice(1))] : [];
  const below = schemasBelow("", schema).filter((one) => !hasAddress(one.schema));
  return [...own, ...below.flatMap((one) => pointersIn(one.schema))];
};

/** All targets of references through unknown keywords, transitively. */
const findAllHidden = (document: unknown, pointers: ReadonlySet<string>): ReadonlyMap<string, Hidden> => {
  const hidden = new Map<string, Hidden>();
  const waiting = [...pointers, ...pointersIn(document)].toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const found = hidden.has(next) ? undefined : findHidden(document, next);
    if (!found) continue;
    hidden.set(next, found);
    if (!hasAddress(found.target)) waiting.push(...pointersIn(found.target));
  }
  return hidden;
};

/** Groups of definitions by their place, which says nothing of what they hold: those of schemas, and of OpenAPI. */
const groups = [["$defs"], ["definitions"], ["components", "schemas"]];

const inWords = (tokens: readonly string[]): string =>
  tokens
    .join(" ")
    .replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, " ")
    .trim();

/** The name of the definition for a pointer: the words of its tokens, where possible without those of a group. */
const nameFor = (pointer: string, taken: ReadonlySet<string>): string => {
  const tokens = pointerTokens(pointer);
  const group = groups.find((some) => some.every((token, index) => tokens[index] === token)) ?? [];
  const names = [inWords(tokens.slice(group.length)), inWords(tokens)];
  return names.find((name) => name !== "" && !taken.has(name)) ?? nameFor(`${pointer} again`, taken);
};

/** A document without the keywords at some pointers, and without schemas that had no other keyword. */
const without = (value: unknown, gone: ReadonlySet<string>, pointer = ""): unknown => {
  if (!isFields(value)) return value;
  const entries = Object.entries(value);
  const kept = entries.filter(([key]) => !gone.has(appendToken(pointer, key)));
  // A group of definitions has no known keyword; definitions in it that nothing refers to are removed with it.
  const isGroup = kept.length < entries.length && pointer !== "" && !entries.some(([key]) => keywordShapes.has(key));
  return Object.fromEntries(
    (isGroup ? [] : kept).map(([key, item]) => [key, without(item, gone, appendToken(pointer, key))] as const),
  );
};

/** What a file of definitions may say about itself. */
const ofDefinitions = new Set(["$schema", "$id", "id", "$comment", "title", "description", "$defs", "definitions"]);

/** A file of definitions without those that nothing refers to, as in any group of definitions; other documents as they are. */
const withoutUnused = (document: Fields): Fields => {
  const entries = Object.entries(document);
  if (entries.some(([key]) => keywordShapes.has(key) && !ofDefinitions.has(key))) return document;
  return Object.fromEntries(entries.filter(([key]) => ofDefinitions.has(key)));
};

/** A document with moved schemas, and the new pointers of references to them. */
export interface Lifted {
  readonly document: unknown;
  readonly moved: ReadonlyMap<string, string>;
}

/**
 * Moves the targets of references through unknown keywords to definitions, such as those of groups of definitions
 * (`#/definitions/options/output`). Validators resolve such references; a schema set only resolves to known places.
 *
 * The references are unchanged. `moved` maps their decoded pointers to the new ones.
 *
 * @param pointers the pointers in references of other documents
 */
export const liftHidden = (document: unknown, pointers: ReadonlySet<string> = new Set()): Lifted => {
  const hidden = isFields(document) ? findAllHidden(document, pointers) : new Map<string, Hidden>();
  if (!isFields(document) || hidden.size === 0) return { document, moved: new Map() };
  const keyword = isFields(document["$defs"]) || !isFields(document["definitions"]) ? "$defs" : "definitions";
  const kept = without(document, new Set([...hidden.values()].map((one) => one.keyword)));
  const rest = isFields(kept) && pointers.size > 0 ? withoutUnused(kept) : kept;
  const own = isFields(rest) && isFields(rest[keyword]) ? rest[keyword] : {};
  const names = new Set(Object.keys(own));
  const moved = new Map<string, string>();
  const lifted = [...hidden].map(([pointer, { target }]) => {
    const name = nameFor(pointer, names);
    names.add(name);
    moved.set(pointer, appendToken(appendToken("", keyword), name));
    return [name, target] as const;
  });
  const definitions = Object.fromEntries([...Object.entries(own), ...lifted]);
  return { document: Object.fromEntries([...Object.entries(rest as object), [keyword, definitions]]), moved };
};

/** A schema whose reference leads to the moved target. */
export const redirected = (fields: Fields, moved: ReadonlyMap<string, string>): Fields => {
  const { $ref } = fields;
  const pointer = typeof $ref === "string" && $ref.startsWith("#/") ? moved.get(decoded($ref.slice(1))) : undefined;
  return pointer === undefined ? fields : { ...fields, $ref: `#${encodeURI(pointer)}` };
};
