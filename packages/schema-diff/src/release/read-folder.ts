import {
  checkReadable,
  inFolder,
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

/** Names the side of a diff in the errors of a reading: files have the same names on both. */
const onSide = async <Value>(side: string, reading: Promise<Value>): Promise<Value> => {
  try {
    return await reading;
  } catch (error) {
    throw inFolder(side.replace(/(?<=.)\/+$/, ""), error);
  }
};

const readOwn = async (path: string, intake?: IntakeOptions): Promise<ReadSide> => {
  const { documents, library } = await readSchemaFolder(path, intake);
  // Files of --map-ref are the same on both sides, as packages are.
  const isPackage = (file: string): boolean => file.startsWith(packagesFolder) || isMapped(file, intake);
  const beside = [...library].filter(([file]) => !isPackage(file) && !metaschemas.has(file));
  const own = new Map([...documents, ...beside]);
  checkReadable(own);
  return { own, packages: new Map([...library].filter(([file]) => isPackage(file))) };
};

const readSide = async (path: string, intake?: IntakeOptions): Promise<ReadSide> =>
  onSide((await splitGivenPath(path)).folder, readOwn(path, intake));

/** One side of a diff, at a commit. */
interface SideAt {
  /** The folder that git runs in, and the folder of schemas in it. */
  readonly root: string;
  readonly folder: string;
  readonly commit: string;
  /** The folder and the commit in messages, as git names them: `main:schemas`. */
  readonly name: string;
  /** The name of the one schema that is read. */
  readonly file?: string | undefined;
}

/**
 * Reads the schemas of a folder at a commit, and the files in it that they refer to.
 *
 * @throws SchemaError when a file isn't JSON, or isn't a schema
 */
export const readFolderAt = (side: SideAt, intake?: IntakeOptions): Promise<SchemaDocuments> => {
  const { root, folder, commit, name, file } = side;
  const read = async () => {
    const documents = await readSchemasAt(root, commit, folder, intake, file);
    checkReadable(documents);
    return documents;
  };
  return onSide(name, read());
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
  const commit = await findCommit(folder, ref);
  const was = await readFolderAt({ root: folder, folder: ".", commit, name: `${ref}:${folder}`, file }, intake);
  return [new Map([...is.packages, ...was]), new Map([...is.packages, ...is.own])];
};
