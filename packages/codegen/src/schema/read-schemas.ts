import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { metaschemas } from "../metaschemas.ts";
import { fileOfAddress } from "./file-of-address.ts";
import { type Documents, followReferences, type Found } from "./follow-references.ts";
import { listSchemas } from "./list-schemas.ts";
import { findPackageFile } from "./package-file.ts";
import { parseJson } from "./parse-json.ts";
import { packagesFolder } from "./references.ts";
import { SchemaError } from "./schema-error.ts";
import { createSourceFiles, type SourceFiles } from "./source-files.ts";

/** All that one generation, or one side of a diff, is made from. */
export interface ReadFolder {
  /** The schemas of the folder: path inside it (with `/`) to document. */
  readonly documents: Documents;
  /** What they refer to beside each other: files of packages and of the folder, and the schemas of JSON Schema itself. */
  readonly library: Documents;
}

/** A folder that is being read: each file in it has one name. */
interface OpenFolder {
  readonly folder: string;
  readonly root: string;
  readonly sources: SourceFiles;
  readonly names: Map<string, string>;
}

const readInFolder = async ({ root, sources, names }: OpenFolder, file: string): Promise<unknown> => {
  const path = join(root, file);
  const document = await sources.read({ file, path, within: root, owner: "the folder of schemas" });
  if (document === undefined) return undefined;
  const real = await realpath(path);
  const other = names.get(real) ?? file;
  if (other !== file) {
    const problem = `this is the same file as ${other}, by a link; use one of the two names`;
    throw new SchemaError(file, "", problem);
  }
  names.set(real, file);
  return document;
};

const openFolder = async (folder: string): Promise<OpenFolder & { readonly documents: Documents }> => {
  const { root, files } = await listSchemas(folder);
  const opened: OpenFolder = { folder, root, sources: createSourceFiles(), names: new Map() };
  const documents = new Map<string, unknown>();
  // One after the other, so that the first problem by name is the one that is told, and memory stays bounded.
  for (const file of files) {
    const document = await readInFolder(opened, file);
    if (document === undefined)
      throw new SchemaError(file, "", "this is a link that leads nowhere, in a circle or to a folder");
    documents.set(file, document);
  }
  return { ...opened, documents };
};

/**
 * Reads every `*.schema.json` file of a folder and of the folders below it.
 *
 * @returns path inside the folder (with `/`) to schema, not yet checked
 * @throws SchemaError when there is no such folder or no file in it, or when a file can't be read as a schema
 */
export const readSchemas = async (folder: string): Promise<Documents> => (await openFolder(folder)).documents;

const findLibraryFile = (opened: OpenFolder, address: string): Found | undefined => {
  const metaschema = metaschemas.get(address);
  if (metaschema) {
    return { file: address, read: async () => parseJson(await readFile(metaschema, "utf8"), address) };
  }
  const file = fileOfAddress(address);
  if (file === undefined) return undefined;
  if (!file.startsWith(packagesFolder)) {
    return file.endsWith(".json") ? { file, read: () => readInFolder(opened, file) } : undefined;
  }
  const readPackage = async (): Promise<unknown> => {
    const found = await findPackageFile(opened.folder, file.slice(packagesFolder.length));
    if (!found) return undefined;
    return opened.sources.read({ file, path: found.path, within: found.root, owner: "its package" });
  };
  return { file, read: readPackage };
};

/**
 * Reads the schemas of a folder with all that they refer to.
 *
 * @throws SchemaError when there is no such folder or no schema in it, or when a file can't be read as a schema
 */
export const readSchemaFolder = async (folder: string): Promise<ReadFolder> => {
  const { documents, ...opened } = await openFolder(folder);
  return { documents, library: await followReferences(documents, (address) => findLibraryFile(opened, address)) };
};
