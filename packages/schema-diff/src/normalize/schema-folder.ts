import {
  addressesOf,
  addressOfFile,
  appendToken,
  decoded,
  fieldsOf,
  pointersUp,
  relativeIds,
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

interface Index {
  /** File and pointer by absolute URI, with and without an anchor. */
  readonly byUri: Map<string, { readonly file: string; readonly pointer: string }>;
  /** The URI that references of a place start from, by file and pointer. */
  readonly bases: Map<string, string>;
  /** The same by relative `$id`s alone. */
  readonly idBases: Map<string, string>;
  /** The places that have a relative `$id`, by what `$id`s alone give. */
  readonly byRelativeId: Map<string, readonly { readonly file: string; readonly pointer: string }[]>;
  /** The `$schema` that a place is read by, by file and pointer. */
  readonly dialects: Map<string, string>;
}

/** What holds for a place as long as nothing inside of it says otherwise. */
interface Outer {
  readonly base: string;
  /** The same by relative `$id`s alone, see `Resource`. */
  readonly idBase: string;
  readonly dialect: string;
}

const absolute = (ref: string, base: string): string | undefined =>
  URL.canParse(ref, base) ? new URL(ref, base).href.replace(/#$/, "") : undefined;

const indexPlace = (index: Index, file: string, pointer: string, schema: unknown, outer: Outer): void => {
  const fields = fieldsOf(schema);
  const id = fields?.get("$id");
  const own = typeof id === "string" ? absolute(id, outer.base) : undefined;
  const base = own === undefined || own.includes("#") ? outer.base : own;
  const named = fields?.get("$schema");
  const dialect = typeof named === "string" ? named : outer.dialect;
  const idBase = base === outer.base ? outer.idBase : (absolute(String(id), outer.idBase) ?? outer.idBase);
  index.bases.set(`${file}#${pointer}`, base);
  index.idBases.set(`${file}#${pointer}`, idBase);
  if (idBase !== outer.idBase && idBase.startsWith(relativeIds))
    index.byRelativeId.set(idBase, [...(index.byRelativeId.get(idBase) ?? []), { file, pointer }]);
  index.dialects.set(`${file}#${pointer}`, dialect);
  if (own !== undefined) index.byUri.set(own, { file, pointer });
  for (const keyword of ["$anchor", "$dynamicAnchor"]) {
    const anchor = fields?.get(keyword);
    if (typeof anchor === "string") index.byUri.set(`${base}#${anchor}`, { file, pointer });
  }
  for (const child of schemasBelow(pointer, schema))
    indexPlace(index, file, child.pointer, child.schema, { base, idBase, dialect });
};

const indexDocuments = (documents: SchemaDocuments): Index => {
  const index: Index = {
    byUri: new Map(),
    bases: new Map(),
    idBases: new Map(),
    byRelativeId: new Map(),
    dialects: new Map(),
  };
  for (const [file, schema] of documents) {
    const uri = addressOfFile(file);
    index.byUri.set(uri, { file, pointer: "" });
    indexPlace(index, file, "", schema, { base: uri, idBase: relativeIds, dialect: "" });
  }
  for (const [uri, [place, ...more]] of index.byRelativeId) if (place && more.length === 0) index.byUri.set(uri, place);
  return index;
};

/** What an index says of a place, or of the nearest place around it that it knows. */
const nearest = (known: ReadonlyMap<string, string>, { file, pointer }: Pick<Place, "file" | "pointer">): string => {
  for (const up of pointersUp(pointer)) {
    const found = known.get(`${file}#${up}`);
    if (found !== undefined) return found;
  }
  return "";
};

/** Where a reference of a place may lead, the likeliest first. */
const addressesFrom = (index: Index, from: Place, ref: string): readonly string[] =>
  addressesOf(ref, {
    address: nearest(index.bases, from),
    idAddress: nearest(index.idBases, from),
    file: from.file,
  }).map((address) => address.replace(/#$/, ""));

/** Makes the references of a folder's documents followable. */
export const createSchemaFolder = (side: Side, documents: SchemaDocuments): SchemaFolder => {
  const index = indexDocuments(documents);
  const placeAt = (address: string): Place | undefined => {
    const [document = "", fragment = ""] = address.split("#");
    const named = index.byUri.get(fragment.startsWith("/") ? document : address);
    if (!named) return undefined;
    const pointer = fragment.startsWith("/") ? named.pointer + decoded(fragment) : named.pointer;
    const schema = valueAt(documents.get(named.file), pointer);
    return schema === undefined ? undefined : { folder, file: named.file, pointer, schema };
  };
  const look = (from: Place, ref: string): Place | undefined => {
    for (const address of addressesFrom(index, from, ref)) {
      const target = placeAt(address);
      if (target) return target;
    }
    return undefined;
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
    knows: (from, ref) =>
      addressesFrom(index, from, ref).some((address) => index.byUri.has(address.split("#")[0] ?? "")),
    isLegacy: (place) => {
      const key = `${place.file}#${place.pointer}`;
      const found = legacy.get(key) ?? /draft-0[4-7]/.test(nearest(index.dialects, place));
      legacy.set(key, found);
      return found;
    },
  };
  return folder;
};
