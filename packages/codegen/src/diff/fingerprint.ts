import { createHash } from "node:crypto";
import { dialectNamed } from "../schema/dialect.ts";
import { annotationKeywords, definitionKeywords, fieldsOf, schemasBelow } from "./applicators.ts";
import { type Place, placeName, type SchemaFolder } from "./schema-folder.ts";
import { stableText } from "./stable-text.ts";

interface OwnText {
  readonly text: string;
  readonly targets: readonly Place[];
}

const dynamicKeywords: ReadonlySet<string> = new Set(["$dynamicRef", "$recursiveRef"]);

const isDropped = (keyword: string): boolean => annotationKeywords.has(keyword) || definitionKeywords.has(keyword);

/** Everything a schema says itself about which values are valid, with the places it refers to; definitions left out. */
export const ownText = (place: Place): OwnText => {
  const fields = fieldsOf(place.schema);
  if (!fields) return { text: stableText(place.schema), targets: [] };
  const targets: Place[] = [];
  const lines: string[] = [];
  const below = schemasBelow("", place.schema);
  const holders = new Set(below.map((child) => child.pointer.split("/")[1]));
  for (const [keyword, value] of fields) {
    const isUnknownDraft = keyword === "$schema" && dialectNamed(value) === undefined;
    if ((isDropped(keyword) && !isUnknownDraft) || holders.has(keyword)) continue;
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
    targets.push(...inner.targets);
    const isOther = place.folder.isLegacy(at) !== place.folder.isLegacy(place);
    lines.push(`${child.pointer}=${isOther ? "in another draft " : ""}{${inner.text}}`);
  }
  return { text: lines.toSorted().join(";"), targets };
};

const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64");

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
    texts.set(name, `${next.folder.isLegacy(next) ? "draft-07 " : ""}${text}`);
    waiting.push(...targets);
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
  const known = cache.get(place.folder) ?? new Map<string, string>();
  cache.set(place.folder, known);
  const key = placeName(place);
  const text = known.get(key) ?? digestOf(compute(place));
  known.set(key, text);
  return text;
};
