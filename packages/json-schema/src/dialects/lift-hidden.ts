import { appendToken, pointerTokens } from "../json-pointer.ts";
import { keywordShapes, type KeywordShape } from "../check/keywords.ts";
import { outsideOf, referencesIn } from "../read/references-in.ts";
import { decoded } from "../resolve/locate.ts";
import { type Fields, isFields, valueBelow } from "./rewrite.ts";

/** Whether the value of a keyword holds schemas one level deeper, or is one. */
const holds: { readonly [Shape in KeywordShape]?: (value: unknown) => "map" | "schema" } = {
  schema: () => "schema",
  "schema-list": () => "map",
  "schema-map": () => "map",
  "pattern-map": () => "map",
  "schema-or-list": (value) => (Array.isArray(value) ? "map" : "schema"),
  dependencies: () => "map",
};

/** Where a pointer leaves the places of schemas, and what stands at its end. */
interface Hidden {
  /** The pointer of the first keyword that no dialect knows. */
  readonly keyword: string;
  readonly target: unknown;
}

/** What a pointer leads to when the way there goes through a keyword that no dialect knows. */
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

/** The pointers that the references of a schema give, as far as they lead inside its document. */
const pointersIn = (schema: unknown): readonly string[] =>
  referencesIn(schema, outsideOf("")).flatMap(({ ref }) => (ref.startsWith("#/") ? [decoded(ref.slice(1))] : []));

/** Whether a part of a document has an address of its own, which references inside of it start from. */
const hasParts = (value: unknown, isRoot = true): boolean => {
  if (Array.isArray(value)) return value.some((item) => hasParts(item, false));
  if (!isFields(value)) return false;
  const ids = isRoot ? [] : [value["$id"], value["id"]];
  if (ids.some((id) => typeof id === "string" && !id.startsWith("#"))) return true;
  return Object.values(value).some((item) => hasParts(item, false));
};

/** What references lead to through unknown keywords, and what references in that lead to in turn. */
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

/** The name of a definition for what stands at a pointer: its words, without the one that all begin with. */
const nameFor = (pointer: string, taken: ReadonlySet<string>): string => {
  const tokens = pointerTokens(pointer).filter((token, index) => index > 0 || !/^(?:\$defs|definitions)$/.test(token));
  const words = tokens.join(" ").replaceAll(/[^\w]+/g, " ");
  return taken.has(words) ? nameFor(`${pointer} again`, taken) : words;
};

/** What is left of a document once the keywords at some pointers are gone; a schema that held nothing else goes too. */
const without = (value: unknown, gone: ReadonlySet<string>, pointer = ""): unknown => {
  if (!isFields(value)) return value;
  const entries = Object.entries(value);
  const kept = entries.filter(([key]) => !gone.has(appendToken(pointer, key)));
  // A group of definitions has no keyword of a dialect; those in it that nothing refers to go with the others.
  const isGroup = kept.length < entries.length && pointer !== "" && !entries.some(([key]) => keywordShapes.has(key));
  return Object.fromEntries(
    (isGroup ? [] : kept).map(([key, item]) => [key, without(item, gone, appendToken(pointer, key))] as const),
  );
};

/** A document, and where references lead that led to what was moved in it. */
export interface Lifted {
  readonly document: unknown;
  readonly moved: ReadonlyMap<string, string>;
}

/**
 * Makes definitions of what references lead to through keywords that no dialect knows, such as groups of definitions
 * (`#/definitions/options/output`): validators follow such references, and only definitions have a place here.
 *
 * The references are left as they are. `moved` has each of their pointers, decoded, and the one to put in its place.
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

/** A schema with its reference led to where the target was moved. */
export const redirected = (fields: Fields, moved: ReadonlyMap<string, string>): Fields => {
  const { $ref } = fields;
  const pointer = typeof $ref === "string" && $ref.startsWith("#/") ? moved.get(decoded($ref.slice(1))) : undefined;
  return pointer === undefined ? fields : { ...fields, $ref: `#${encodeURI(pointer)}` };
};
