import { readFile, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { metaschemas } from "../metaschemas.ts";
import { fileOfAddress } from "./file-of-address.ts";
import type { Found } from "./follow-references.ts";
import { findPackageFile } from "./package-file.ts";
import { parseJson } from "../parse/parse-json.ts";
import { packagesFolder } from "../resolve/locate.ts";
import { SchemaError } from "../schema-error.ts";
import { isDocumentName } from "../files/schema-names.ts";
import type { SourceFiles } from "../files/source-files.ts";

/** Where referenced documents are searched. */
export interface Places {
  /** The schema folder as given; packages are resolved from here. */
  readonly folder: string;
  readonly sources: SourceFiles;
  /** Files for addresses, see `IntakeOptions.mapRef`. */
  readonly mapRef: ReadonlyMap<string, string>;
  /** The file of the folder with an `$id`. */
  readonly fileWithId: (address: string) => Promise<string | undefined>;
  /** Reads a file of the folder. */
  readonly readInFolder: (file: string) => Promise<unknown>;
}

/** Reads the file that --map-ref names for an address. It may be anywhere, since the user named it. */
const readNamed = async ({ sources, mapRef }: Places, address: string): Promise<unknown> => {
  const named = mapRef.get(address) ?? "";
  const path = await realpath(named).catch(() => {
    throw new SchemaError(address, "", `--map-ref names a file that doesn't exist: ${named}`);
  });
  const document = await sources.read({ file: address, path, within: dirname(path), owner: "its folder" });
  if (document === undefined) {
    const problem = "--map-ref names a folder, where it needs a file; end the address in / to map all below it";
    throw new SchemaError(address, "", `${problem}: ${named}`);
  }
  return document;
};

/** Finds the file for an address below one that --map-ref maps to a folder; the longest prefix wins. */
const findBelow = ({ sources, mapRef }: Places, address: string): Found | undefined => {
  const prefixes = [...mapRef.keys()].filter((key) => key.endsWith("/") && address.startsWith(key));
  const [prefix] = prefixes.toSorted((a, b) => b.length - a.length);
  if (prefix === undefined) return undefined;
  // Addresses that lead out of the folder have no file.
  const file = fileOfAddress(`file:///${address.slice(prefix.length)}`);
  const folder = mapRef.get(prefix) ?? "";
  if (file === undefined) return undefined;
  const read = async (): Promise<unknown> => {
    const within = await realpath(folder).catch(() => undefined);
    if (within === undefined)
      throw new SchemaError(address, "", `--map-ref names a folder that doesn't exist: ${folder}`);
    return sources.read({ file: address, path: join(within, file), within, owner: "the folder of --map-ref" });
  };
  return { file: address, read };
};

const findMapped = (places: Places, address: string): Found | undefined =>
  places.mapRef.has(address) ? { file: address, read: () => readNamed(places, address) } : findBelow(places, address);

/** Finds the file for an address without fragment; `undefined` if there is none. */
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
