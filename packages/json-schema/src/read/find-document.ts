import { readFile, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { metaschemas } from "../metaschemas.ts";
import { fileOfAddress } from "./file-of-address.ts";
import type { Found } from "./follow-references.ts";
import { findPackageFile } from "./package-file.ts";
import { parseJson } from "./parse-json.ts";
import { packagesFolder } from "../resolve/locate.ts";
import { SchemaError } from "../schema-error.ts";
import { isDocumentName } from "./schema-names.ts";
import type { SourceFiles } from "./source-files.ts";

/** Where documents that schemas refer to may lie. */
export interface Places {
  /** The folder of schemas as it was named: packages are looked for from here. */
  readonly folder: string;
  readonly sources: SourceFiles;
  /** Files that stand in for addresses, see `IntakeOptions.mapRef`. */
  readonly mapRef: ReadonlyMap<string, string>;
  /** The file of the folder that has an address as its `$id`. */
  readonly fileWithId: (address: string) => Promise<string | undefined>;
  /** Reads a file of the folder. */
  readonly readInFolder: (file: string) => Promise<unknown>;
}

/** Reads the file that a map gives for an address: it may lie anywhere, for whoever runs the command named it. */
const readNamed = async ({ sources, mapRef }: Places, address: string): Promise<unknown> => {
  const named = mapRef.get(address) ?? "";
  const missing = (): SchemaError => new SchemaError(address, "", `--map-ref names a file that isn't there: ${named}`);
  const path = await realpath(named).catch(() => {
    throw missing();
  });
  const document = await sources.read({ file: address, path, within: dirname(path), owner: "its folder" });
  if (document === undefined) throw missing();
  return document;
};

/** Finds the file for an address below one that a map gives a folder for, the longest first. */
const findBelow = ({ sources, mapRef }: Places, address: string): Found | undefined => {
  const prefixes = [...mapRef.keys()].filter((key) => key.endsWith("/") && address.startsWith(key));
  const [prefix] = prefixes.toSorted((a, b) => b.length - a.length);
  if (prefix === undefined) return undefined;
  // What would lead out of the folder stands for no file.
  const file = fileOfAddress(`file:///${address.slice(prefix.length)}`);
  const folder = mapRef.get(prefix) ?? "";
  if (file === undefined) return undefined;
  const read = async (): Promise<unknown> => {
    const within = await realpath(folder).catch(() => undefined);
    if (within === undefined)
      throw new SchemaError(address, "", `--map-ref names a folder that isn't there: ${folder}`);
    return sources.read({ file: address, path: join(within, file), within, owner: "the folder of --map-ref" });
  };
  return { file: address, read };
};

const findMapped = (places: Places, address: string): Found | undefined =>
  places.mapRef.has(address) ? { file: address, read: () => readNamed(places, address) } : findBelow(places, address);

/** The file that an address without its fragment stands for, if it stands for any. */
export const findDocument = async (places: Places, address: string): Promise<Found | undefined> => {
  const mapped = findMapped(places, address);
  if (mapped !== undefined) return mapped;
  const metaschema = metaschemas.get(address);
  if (metaschema) {
    return { file: address, read: async () => parseJson(await readFile(metaschema, "utf8"), address) };
  }
  const file = fileOfAddress(address) ?? (await places.fileWithId(address));
  if (file === undefined) return undefined;
  if (!file.startsWith(packagesFolder)) {
    return isDocumentName(file) ? { file, read: () => places.readInFolder(file) } : undefined;
  }
  const readPackage = async (): Promise<unknown> => {
    const found = await findPackageFile(places.folder, file.slice(packagesFolder.length));
    if (!found) return undefined;
    return places.sources.read({ file, path: found.path, within: found.root, owner: "its package" });
  };
  return { file, read: readPackage };
};
