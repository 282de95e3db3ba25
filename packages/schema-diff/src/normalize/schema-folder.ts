import { appendToken, createUncheckedFolder } from "@email-events/json-schema";

/** Schema documents by path inside a folder, with `/`; those of packages by path in `node_modules/`. */
export type SchemaDocuments = ReadonlyMap<string, unknown>;

/** One side of a diff. */
export type Side = "new" | "old";

/** One place in one schema file of one side. */
export interface Place {
  readonly folder: SchemaFolder;
  readonly file: string;
  readonly pointer: string;
  readonly schema: unknown;
}

/** Schema documents whose references can be followed, by path, `$id` and `$anchor`; never over the network. */
export interface SchemaFolder {
  readonly side: Side;
  readonly documents: SchemaDocuments;
  /** The target of a reference; `undefined` when it is outside the folder. */
  readonly resolve: (from: Place, ref: string) => Place | undefined;
  /** Whether a place is written in draft-07 or earlier, where `$ref` hides other keywords and `items` may be an array. */
  readonly isLegacy: (place: Pick<Place, "file" | "pointer">) => boolean;
}

/** A key for a place, the same on both sides. */
export const placeName = (place: Place): string => `${place.file}#${place.pointer}`;

/** A key for a place, different on the two sides. */
export const placeKey = (place: Place): string => `${place.folder.side}:${placeName(place)}`;

/** The place below another, by tokens relative to it. */
export const placeBelow = (place: Place, schema: unknown, ...tokens: readonly (string | number)[]): Place => ({
  folder: place.folder,
  file: place.file,
  pointer: tokens.reduce<string>(appendToken, place.pointer),
  schema,
});

/** Creates a folder whose references can be resolved. */
export const createSchemaFolder = (side: Side, documents: SchemaDocuments): SchemaFolder => {
  const { locate, dialectOf } = createUncheckedFolder(documents);
  const folder: SchemaFolder = {
    side,
    documents,
    resolve: (from, ref) => {
      const target = locate(from, ref);
      return target && { folder, ...target };
    },
    isLegacy: (place) => dialectOf(place) === "draft-07",
  };
  return folder;
};
