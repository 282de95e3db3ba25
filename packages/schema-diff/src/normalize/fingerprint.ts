import {
  appendToken,
  createMeaningDigests,
  definitionKeywords,
  dialectNamed,
  fieldsOf,
  itemsOf,
  stableText,
  valueAt,
} from "@email-events/json-schema";
import { isAnnotation } from "./annotations.ts";
import { dynamicDigest } from "./dynamic-digest.ts";
import { type Place, placeBelow, placeName, type SchemaFolder } from "./schema-folder.ts";

/**
 * Whether a keyword affects which values are valid. Annotations count for types, which document them, but not here. A
 * dialect that isn't supported may change the meaning of every other keyword.
 */
const counts = (keyword: string, value: unknown): boolean =>
  keyword === "$schema"
    ? dialectNamed(value) === undefined
    : !isAnnotation(keyword) && !definitionKeywords.has(keyword);

const ofOne: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf"]);

/** The schema that a place consists of: the target of a reference, or the only one of a list. */
const onlyPart = (place: Place): Place | undefined => {
  const [said, ...more] = [...(fieldsOf(place.schema) ?? [])].filter(([keyword, value]) => counts(keyword, value));
  if (!said || more.length > 0) return undefined;
  const [keyword, value] = said;
  if (keyword === "$ref" && typeof value === "string") return place.folder.resolve(place, value);
  const parts = ofOne.has(keyword) ? itemsOf(value) : undefined;
  return parts?.length === 1 ? placeBelow(place, parts[0], keyword, 0) : undefined;
};

const meantBy = (place: Place): Place => {
  const seen = new Set<string>();
  let meant = place;
  for (let part = onlyPart(meant); part !== undefined; part = onlyPart(meant)) {
    // A circle of references.
    if (seen.has(placeName(part))) return place;
    seen.add(placeName(part));
    meant = part;
  }
  return meant;
};

const createDigests = () =>
  createMeaningDigests<Place>({
    keyOf: placeName,
    childOf: (place, keyword, token) => {
      const tokens = token === undefined ? [keyword] : [keyword, token];
      return placeBelow(place, valueAt(place.schema, tokens.reduce<string>(appendToken, "")), ...tokens);
    },
    resolve: (place, ref) => place.folder.resolve(place, ref),
    meantBy,
    scopeOf: ({ folder }) => dynamicDigest(folder),
    dialectOf: (place) => (place.folder.isLegacy(place) ? "draft-07" : "2020-12"),
    counts,
  });

const known = new WeakMap<SchemaFolder, ReturnType<typeof createDigests>>();

const digestsOf = (folder: SchemaFolder): ReturnType<typeof createDigests> => {
  const digests = known.get(folder) ?? createDigests();
  known.set(folder, digests);
  return digests;
};

/**
 * A digest of a place and everything it refers to, without annotations. Places with equal fingerprints allow the same
 * values. Different fingerprints prove nothing.
 */
export const fingerprint = (place: Place): string => digestsOf(place.folder).digestOf(place);

/** A schema as it is written, without annotations: its own keywords, and the places it refers to. */
export const writtenText = (place: Place): string => {
  const { text, inner } = digestsOf(place.folder).outlineOf(place);
  const isInside = (other: Place): boolean =>
    other.file === place.file && other.pointer.startsWith(`${place.pointer}/`);
  return stableText([text, ...inner.map((other) => (isInside(other) ? writtenText(other) : placeName(other)))]);
};
