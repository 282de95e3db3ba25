import { appendToken, pointerTokens } from "../json-pointer.ts";
import { keywordShapes, type KeywordShape } from "../check/keywords.ts";
import { outsideOf, referencesIn } from "../read/references-in.ts";
import { decoded } from "../resolve/locate.ts";
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

/** The target of a pointer, if it leads through a keyword that no dialect has. */
const findHidden = (document: unknown, pointer: string): Hidden | undefined => {
  let at: unknown = document;
  let kind: "map" | "schema" | "hidden" = "schema";
  let path = "";
  let keyword: string | undefined;
  for (const token of pointerTokens(pointer)) {
    path = appendToken(path, token);
    const value = valueBelow(at, token);
    if (value === undefined) return undefined;
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

/** The pointers in the references of a schema to its own document. */
const pointersIn = (schema: unknown): readonly string[] =>
  referencesIn(schema, outsideOf("")).flatMap(({ ref }) => (ref.startsWith("#/") ? [decoded(ref.slice(1))] : []));

/** Whether a part of a document has an address of its own, which its references are relative to. */
const hasParts = (value: unknown, isRoot = true): boolean => {
  if (Array.isArray(value)) return value.some((item) => hasParts(item, false));
  if (!isFields(value)) return false;
  const ids = isRoot ? [] : [value["$id"], value["id"]];
  if (ids.some((id) => typeof id === "string" && !id.startsWith("#"))) return true;
  return Object.values(value).some((item) => hasParts(item, false));
};

/** All targets of references through unknown keywords, transitively. */
const findAllHidden = (document: unknown): ReadonlyMap<string, Hidden> => {
  const hidden = new Map<string, Hidden>();
  const waiting = [document];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const pointer of pointersIn(next)) {
      const found = hidden.has(pointer) ? undefined : findHidden(document, pointer);
      if (!found) continue;
      hidden.set(pointer, found);
      waiting.push(found.target);
    }
  }
  return hidden;
};

/** The name of the definition for a pointer: the words of its tokens, without the first `$defs` or `definitions`. */
const nameFor = (pointer: string, taken: ReadonlySet<string>): string => {
  const tokens = pointerTokens(pointer).filter((token, index) => index > 0 || !/^(?:\$defs|definitions)$/.test(token));
  const words = tokens.join(" ").replaceAll(/[^\w]+/g, " ");
  return taken.has(words) ? nameFor(`${pointer} again`, taken) : words;
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
 */
export const liftHidden = (document: unknown): Lifted => {
  const hidden = isFields(document) && !hasParts(document) ? findAllHidden(document) : new Map<string, Hidden>();
  if (!isFields(document) || hidden.size === 0) return { document, moved: new Map() };
  const keyword = isFields(document["$defs"]) || !isFields(document["definitions"]) ? "$defs" : "definitions";
  const rest = without(document, new Set([...hidden.values()].map((one) => one.keyword)));
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
