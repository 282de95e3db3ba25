import { appendToken, pointerTokens } from "../schema/json-pointer.ts";
import { fieldsOf, itemsOf, schemasBelow } from "./applicators.ts";

/** Schema documents by their path inside a folder, with `/`. */
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
  /** Whether a file is written for draft-07 or earlier, where `$ref` hides its neighbours and `items` may be a list. */
  readonly isLegacy: (file: string) => boolean;
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

/** The value at a pointer of a document; `undefined` when nothing stands there. */
export const valueAt = (document: unknown, pointer: string): unknown =>
  pointerTokens(pointer).reduce<unknown>(
    (value, token) => fieldsOf(value)?.get(token) ?? itemsOf(value)?.[Number(token)],
    document,
  );

const rootUri = "file:///";

interface Index {
  /** File and pointer by absolute URI, with and without an anchor. */
  readonly byUri: Map<string, { readonly file: string; readonly pointer: string }>;
  /** The URI that references of a place start from, by file and pointer. */
  readonly bases: Map<string, string>;
}

const absolute = (ref: string, base: string): string | undefined =>
  URL.canParse(ref, base) ? new URL(ref, base).href.replace(/#$/, "") : undefined;

const indexPlace = (index: Index, file: string, pointer: string, schema: unknown, outerBase: string): void => {
  const fields = fieldsOf(schema);
  const id = fields?.get("$id");
  const own = typeof id === "string" ? absolute(id, outerBase) : undefined;
  const base = own === undefined || own.includes("#") ? outerBase : own;
  index.bases.set(`${file}#${pointer}`, base);
  if (own !== undefined) index.byUri.set(own, { file, pointer });
  for (const keyword of ["$anchor", "$dynamicAnchor"]) {
    const anchor = fields?.get(keyword);
    if (typeof anchor === "string") index.byUri.set(`${base}#${anchor}`, { file, pointer });
  }
  for (const child of schemasBelow(pointer, schema)) indexPlace(index, file, child.pointer, child.schema, base);
};

const indexDocuments = (documents: SchemaDocuments): Index => {
  const index: Index = { byUri: new Map(), bases: new Map() };
  for (const [file, schema] of documents) {
    const uri = new URL(file, rootUri).href;
    index.byUri.set(uri, { file, pointer: "" });
    indexPlace(index, file, "", schema, uri);
  }
  return index;
};

const baseOf = (index: Index, file: string, pointer: string): string => {
  const base = index.bases.get(`${file}#${pointer}`);
  if (base !== undefined) return base;
  return pointer === "" ? new URL(file, rootUri).href : baseOf(index, file, pointer.slice(0, pointer.lastIndexOf("/")));
};

const decode = (fragment: string): string => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
};

/** Makes the references of a folder's documents followable. */
export const createSchemaFolder = (side: Side, documents: SchemaDocuments): SchemaFolder => {
  const index = indexDocuments(documents);
  const folder: SchemaFolder = {
    side,
    documents,
    resolve: (from, ref) => {
      const uri = absolute(ref, baseOf(index, from.file, from.pointer));
      if (uri === undefined) return undefined;
      const [document = "", fragment = ""] = uri.split("#");
      const named = index.byUri.get(fragment.startsWith("/") ? document : uri);
      if (!named) return undefined;
      const pointer = fragment.startsWith("/") ? named.pointer + decode(fragment) : named.pointer;
      const schema = valueAt(documents.get(named.file), pointer);
      return schema === undefined ? undefined : { folder, file: named.file, pointer, schema };
    },
    isLegacy: (file) => /draft-0[4-7]/.test(String(fieldsOf(documents.get(file))?.get("$schema"))),
  };
  return folder;
};
