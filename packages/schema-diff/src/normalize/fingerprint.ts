import { createHash } from "node:crypto";
import { definitionKeywords, dialectNamed, fieldsOf, itemsOf, schemasBelow } from "@email-events/json-schema";
import { isAnnotation } from "./annotations.ts";
import { type Place, placeName, type SchemaFolder } from "./schema-folder.ts";
import { stableText } from "./stable-text.ts";

interface OwnText {
  readonly text: string;
  readonly targets: readonly Place[];
}

const dynamicKeywords: ReadonlySet<string> = new Set(["$dynamicRef", "$recursiveRef"]);

const isDropped = (keyword: string): boolean => isAnnotation(keyword) || definitionKeywords.has(keyword);

const known = new WeakMap<SchemaFolder, Map<string, OwnText>>();

/** Everything a schema says itself about which values are valid, with the places it refers to; definitions left out. */
export const ownText = (place: Place): OwnText => {
  const texts = known.get(place.folder) ?? new Map<string, OwnText>();
  known.set(place.folder, texts);
  const found = texts.get(placeName(place)) ?? readText(place);
  texts.set(placeName(place), found);
  return found;
};

/** The lists of names that stand beside schemas below `dependencies`. */
const listsIn = (keyword: string, value: unknown): readonly string[] =>
  keyword === "dependencies"
    ? [...(fieldsOf(value) ?? [])].flatMap(([name, list]) =>
        itemsOf(list) ? [`${name} needs ${stableText(list)}`] : [],
      )
    : [];

const readText = (place: Place): OwnText => {
  const fields = fieldsOf(place.schema);
  if (!fields) return { text: stableText(place.schema), targets: [] };
  const targets: Place[] = [];
  const lines: string[] = [];
  const below = schemasBelow("", place.schema);
  const holders = new Set(below.map((child) => child.pointer.split("/")[1]));
  for (const [keyword, value] of fields) {
    const isUnknownDraft = keyword === "$schema" && dialectNamed(value) === undefined;
    if ((isDropped(keyword) && !isUnknownDraft) || holders.has(keyword)) {
      lines.push(...listsIn(keyword, value));
      continue;
    }
    const target = keyword === "$ref" && typeof value === "string" ? place.folder.resolve(place, value) : undefined;
    if (target) targets.push(target);
    lines.push(`${keyword}=${target ? `->${placeName(target)}` : stableText(value)}`);
    if (dynamicKeywords.has(keyword)) lines.push(`in ${folderDigest(place.folder)}`);
  }
  for (const child of below) {
    const keyword = child.pointer.split("/")[1] ?? "";
    if (isDropped(keyword)) continue;
    const at = { ...place, pointer: place.pointer + child.pointer, schema: child.schema };
    const inner = ownText(at);
    for (const target of inner.targets) targets.push(target);
    const isOther = place.folder.isLegacy(at) !== place.folder.isLegacy(place);
    lines.push(`${child.pointer}=${isOther ? "in another draft " : ""}{${digested(inner.text)}}`);
  }
  return { text: lines.toSorted().join(";"), targets };
};

const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64");

/** A short text stands for itself: a digest of it would be longer. */
const mostCharacters = 60;

const digested = (text: string): string => (text.length <= mostCharacters ? text : digestOf(text));

const digests = new WeakMap<SchemaFolder, string>();

/** A dynamic reference can lead anywhere in its folder: it means the same only where the whole folder is the same. */
export const folderDigest = (folder: SchemaFolder): string => {
  const digest = digests.get(folder) ?? digestOf(stableText([...folder.documents]));
  digests.set(folder, digest);
  return digest;
};

const cache = new WeakMap<SchemaFolder, Map<string, string>>();

const compute = (place: Place): string => {
  const texts = new Map<string, string>();
  const waiting: Place[] = [place];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const name = next === place ? "" : placeName(next);
    if (texts.has(name)) continue;
    const { text, targets } = ownText(next);
    texts.set(name, `${next.folder.isLegacy(next) ? "draft-07 " : ""}${digested(text)}`);
    for (const target of targets) waiting.push(target);
  }
  return [...texts]
    .map(([name, text]) => `${name}: ${text}`)
    .toSorted()
    .join("\n");
};

/**
 * What a place says, and everything it refers to says, without annotations: places with equal fingerprints take the
 * same values. Different fingerprints say nothing.
 */
export const fingerprint = (place: Place): string => {
  const prints = cache.get(place.folder) ?? new Map<string, string>();
  cache.set(place.folder, prints);
  const key = placeName(place);
  const text = prints.get(key) ?? digestOf(compute(place));
  prints.set(key, text);
  return text;
};
