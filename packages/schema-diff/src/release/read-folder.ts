import {
  checkReadable,
  type IntakeOptions,
  metaschemas,
  packagesFolder,
  readSchemaFolder,
} from "@email-events/json-schema";
import { splitGivenPath } from "./given-path.ts";
import { findCommit, readSchemasAt } from "./released-schemas.ts";
import type { SchemaDocuments } from "../normalize/schema-folder.ts";

/** One side of a diff. */
interface ReadSide {
  /** The schemas of a folder, and the files in it that they refer to. */
  readonly own: SchemaDocuments;
  /** The files of installed packages that those refer to, and what they refer to in turn. */
  readonly packages: SchemaDocuments;
}

const isMapped = (file: string, { mapRef = new Map<string, string>() }: IntakeOptions = {}): boolean =>
  mapRef.has(file) || [...mapRef.keys()].some((address) => address.endsWith("/") && file.startsWith(address));

const readSide = async (folder: string, intake?: IntakeOptions): Promise<ReadSide> => {
  const { documents, library } = await readSchemaFolder(folder, intake);
  // Files of --map-ref are the same on both sides, as packages are.
  const isPackage = (file: string): boolean => file.startsWith(packagesFolder) || isMapped(file, intake);
  const beside = [...library].filter(([file]) => !isPackage(file) && !metaschemas.has(file));
  const own = new Map([...documents, ...beside]);
  checkReadable(own);
  return { own, packages: new Map([...library].filter(([file]) => isPackage(file))) };
};

/**
 * Reads the schemas of a folder, and the files in it that they refer to.
 *
 * @throws SchemaError when a file isn't JSON, or isn't a schema
 */
export const readFolder = async (folder: string, intake?: IntakeOptions): Promise<SchemaDocuments> =>
  (await readSide(folder, intake)).own;

/**
 * Reads both sides of a diff, with the packages that they extend.
 *
 * A package that is installed on one side only counts for both: a checkout of an older commit has no packages.
 *
 * @throws SchemaError when a file isn't JSON, or isn't a schema
 */
export const readFolders = async (
  folders: readonly [string, string],
  intake?: IntakeOptions,
): Promise<readonly [SchemaDocuments, SchemaDocuments]> => {
  const [was, is] = await Promise.all([readSide(folders[0], intake), readSide(folders[1], intake)]);
  return [
    new Map([...is.packages, ...was.packages, ...was.own]),
    new Map([...was.packages, ...is.packages, ...is.own]),
  ];
};

/**
 * Reads both sides of a diff of one folder, or of one schema: at a commit of its repository, and in the working tree.
 * Packages are read as installed now.
 *
 * @throws SchemaError when a file isn't JSON, or isn't a schema
 * @throws UnknownCommitError when git doesn't know the commit, or the folder is in no repository
 */
export const readAgainst = async (
  path: string,
  ref: string,
  intake?: IntakeOptions,
): Promise<readonly [SchemaDocuments, SchemaDocuments]> => {
  // First, since git says of a folder that isn't there that it is in no repository.
  const is = await readSide(path, intake);
  const { folder, file } = await splitGivenPath(path);
  const was = await readSchemasAt(folder, await findCommit(folder, ref), ".", intake, file);
  checkReadable(was);
  return [new Map([...is.packages, ...was]), new Map([...is.packages, ...is.own])];
};
