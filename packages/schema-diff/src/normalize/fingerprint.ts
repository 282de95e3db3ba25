import {
  appendToken,
  createMeaningDigests,
  definitionKeywords,
  dialectNamed,
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

const createDigests = () =>
  createMeaningDigests<Place>({
    keyOf: placeName,
    childOf: (place, keyword, token) => {
      const tokens = token === undefined ? [keyword] : [keyword, token];
      return placeBelow(place, valueAt(place.schema, tokens.reduce<string>(appendToken, "")), ...tokens);
    },
    resolve: (place, ref) => place.folder.resolve(place, ref),
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
