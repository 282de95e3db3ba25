import {
  addressesOf,
  appendToken,
  decoded,
  fieldsOf,
  indexAddresses,
  pointersUp,
  schemasBelow,
  valueAt,
} from "@email-events/json-schema";

/** Schema documents by their path inside a folder, with `/`; those of packages by their path in `node_modules/`. */
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
  /** Where a reference leads; `undefined` when that is outside of the folder. */
  readonly resolve: (from: Place, ref: string) => Place | undefined;
  /** Whether a reference leads to a document of the folder, also where nothing stands at its fragment. */
  readonly knows: (from: Place, ref: string) => boolean;
  /** Whether a place is written for draft-07 or earlier, where `$ref` hides its neighbours and `items` may be a list. */
  readonly isLegacy: (place: Pick<Place, "file" | "pointer">) => boolean;
}

/** An identity for a place, the same on both sides. */
export const placeName = (place: Place): string => `${place.file}#${place.pointer}`;

/** An identity for a place, different on the two sides. */
export const placeKey = (place: Place): string => `${place.folder.side}:${placeName(place)}`;

/** The place below another, at a pointer that starts where the other stands. */
export const placeBelow = (place: Place, schema: unknown, ...tokens: readonly (string | number)[]): Place => ({
  folder: place.folder,
  file: place.file,
  pointer: tokens.reduce<string>(appendToken, place.pointer),
  schema,
});

/** A place apart from its folder. */
type Spot = Pick<Place, "file" | "pointer" | "schema">;

const below = ({ file, pointer, schema }: Spot): readonly Spot[] =>
  schemasBelow(pointer, schema).map((child) => ({ file, ...child }));

/** Makes the references of a folder's documents followable. */
export const createSchemaFolder = (side: Side, documents: SchemaDocuments): SchemaFolder => {
  const roots = [...documents].map(([file, schema]): Spot => ({ file, pointer: "", schema }));
  // What two schemas claim, or nobody can read, is for the check of what is generated to refuse.
  const { byAddress, resourceOf } = indexAddresses(roots, { childrenOf: below, refuse: () => undefined });
  const addressesFrom = (from: Place, ref: string): readonly string[] =>
    addressesOf(ref, { ...resourceOf(from), file: from.file });

  const placeAt = (address: string): Place | undefined => {
    const [document = "", fragment = ""] = address.split("#");
    const isPointer = fragment.startsWith("/");
    const named = byAddress.get(isPointer || fragment === "" ? document : `${document}#${decoded(fragment)}`);
    if (!named) return undefined;
    const { file } = named;
    const pointer = isPointer ? named.pointer + decoded(fragment) : named.pointer;
    const schema = valueAt(documents.get(file), pointer);
    return schema === undefined ? undefined : { folder, file, pointer, schema };
  };
  const look = (from: Place, ref: string): Place | undefined => {
    for (const address of addressesFrom(from, ref)) {
      const target = placeAt(address);
      if (target) return target;
    }
    return undefined;
  };
  const dialectOf = ({ file, pointer }: Pick<Place, "file" | "pointer">): string => {
    for (const up of pointersUp(pointer)) {
      const named = fieldsOf(valueAt(documents.get(file), up))?.get("$schema");
      if (typeof named === "string") return named;
    }
    return "";
  };
  const known = new Map<string, { readonly target: Place | undefined }>();
  const legacy = new Map<string, boolean>();
  const folder: SchemaFolder = {
    side,
    documents,
    resolve: (from, ref) => {
      const key = `${placeName(from)} ${ref}`;
      const found = known.get(key) ?? { target: look(from, ref) };
      known.set(key, found);
      return found.target;
    },
    knows: (from, ref) => addressesFrom(from, ref).some((address) => byAddress.has(address.split("#")[0] ?? "")),
    isLegacy: (place) => {
      const key = `${place.file}#${place.pointer}`;
      const found = legacy.get(key) ?? /draft-0[4-7]/.test(dialectOf(place));
      legacy.set(key, found);
      return found;
    },
  };
  return folder;
};
