import { join } from "node:path";
import { readJson } from "../schema/read-json.ts";
import { readLibrary, readSchemas } from "../schema/read-schemas.ts";
import { packagesFolder } from "../schema/references.ts";
import { checkReadable } from "./check-readable.ts";
import { addReferred } from "./referred-files.ts";
import type { SchemaDocuments } from "./schema-folder.ts";

const readIfThere = async (path: string, file: string): Promise<unknown> => {
  try {
    return await readJson(path, file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};

/**
 * Reads one side of a diff: the schemas of a folder, and the files in it that they refer to.
 *
 * @throws SchemaError when a file isn't JSON, or holds what can't be read as a schema
 */
export const readFolder = async (folder: string): Promise<SchemaDocuments> => {
  const documents = await readSchemas(folder);
  const all = await addReferred(documents, (file) => readIfThere(join(folder, file), file));
  checkReadable(all);
  return all;
};

/** The files of installed packages that a folder's schemas refer to, and what those refer to in turn. */
const readPackages = async (folder: string, documents: SchemaDocuments): Promise<SchemaDocuments> =>
  new Map([...(await readLibrary(folder, documents))].filter(([file]) => file.startsWith(packagesFolder)));

/**
 * Reads both sides of a diff, with the packages that they extend.
 *
 * A package that is installed at one side alone counts for both: a folder taken from an older commit has none.
 *
 * @throws SchemaError when a file isn't JSON, or holds what can't be read as a schema
 */
export const readFolders = async (
  folders: readonly [string, string],
): Promise<readonly [SchemaDocuments, SchemaDocuments]> => {
  const [was, is] = await Promise.all([readFolder(folders[0]), readFolder(folders[1])]);
  const [oldPackages, newPackages] = await Promise.all([readPackages(folders[0], was), readPackages(folders[1], is)]);
  return [new Map([...newPackages, ...oldPackages, ...was]), new Map([...oldPackages, ...newPackages, ...is])];
};
