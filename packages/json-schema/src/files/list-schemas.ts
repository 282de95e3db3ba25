import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { maxEntries } from "../parse/limits.ts";
import { codeOf, isWithin } from "./real-path.ts";
import { GivenPathError, SchemaError } from "../schema-error.ts";
import { isDocumentName, isSchemaName } from "./schema-names.ts";

const nothingThere = "there is no such folder or file; give the path of a folder of schemas, or of one schema";

/** Why a path can't be read, by error code. */
const pathProblems: ReadonlyMap<unknown, string> = new Map([
  ["ENOENT", nothingThere],
  ["ENAMETOOLONG", nothingThere],
  ["ENOTDIR", nothingThere],
  ["ELOOP", "this is a circular link"],
]);

const realFolder = async (folder: string): Promise<string> => {
  try {
    await readdir(folder);
    return await realpath(folder);
  } catch (error) {
    const problem = pathProblems.get(codeOf(error));
    throw problem === undefined ? error : new GivenPathError(folder, problem);
  }
};

// Emacs creates a dangling link of this name while a file is edited.
const isLock = (entry: Dirent): boolean => entry.isSymbolicLink() && entry.name.startsWith(".#");

interface Walked {
  /** Path inside the folder, with `/`. */
  readonly file: string;
  readonly entry: Dirent;
}

/** Everything below a folder. Packages are left out and links aren't followed. */
async function* walk(folder: string, most: number): AsyncGenerator<Walked> {
  const waiting = [""];
  let count = 0;
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
      if (entry.name === "node_modules") continue;
      count += 1;
      if (count > most) throw new GivenPathError(folder, `this folder holds more than ${most} files and folders`);
      const file = `${prefix}${entry.name}`;
      if (entry.isDirectory()) waiting.push(`${file}/`);
      else yield { file, entry };
    }
  }
}

const holdsSchemas = async (folder: string): Promise<boolean> => {
  try {
    for await (const { entry } of walk(folder, maxEntries)) if (isSchemaName(entry.name)) return true;
    return false;
  } catch (error) {
    // A folder that is too large may hold schemas; an unreadable one has none.
    return error instanceof SchemaError;
  }
};

/** The target of a link to a folder; `undefined` for other targets. */
const folderBehind = async (path: string): Promise<string | undefined> => {
  try {
    return (await stat(path)).isDirectory() ? await realpath(path) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Refuses a link to a folder with schemas. It isn't followed, since it gives files a second name, can be circular, or leads
 * out of the folder. Links to folders without schemas are ignored.
 */
const refuseFolderLink = async (root: string, file: string): Promise<void> => {
  const real = await folderBehind(join(root, file));
  if (real === undefined) return;
  if (!isWithin(root, real) && !(await holdsSchemas(real))) return;
  const problem = "this is a link to a folder with schemas, which isn't followed; put the schemas here or remove it";
  throw new SchemaError(file, "", problem);
};

/** The error for a folder without schemas. */
export const noSchemas = (folder: string): SchemaError =>
  new GivenPathError(
    folder,
    "this folder holds no schemas: name them *.schema.json or *.schema.yaml, or let their $schema name JSON Schema",
  );

/** Every JSON and YAML file of a folder; links are left out. */
export const listDocuments = async (root: string): Promise<readonly string[]> => {
  const files: string[] = [];
  for await (const { file, entry } of walk(root, maxEntries)) {
    if (entry.isFile() && isDocumentName(entry.name)) files.push(file);
  }
  return files.toSorted();
};

/** The schemas of a folder. */
export interface ListedSchemas {
  /** The folder as given, or that of a given file. */
  readonly folder: string;
  /** The folder's real path. */
  readonly root: string;
  /** Paths inside the folder, with `/`, sorted. Some may turn out to be links, pipes or folders. */
  readonly files: readonly string[];
  /** Other JSON and YAML files, which are read where `files` is empty. */
  readonly candidates: readonly string[];
}

/** The schema file, if the path is that of something else than a folder. */
const listFile = async (path: string): Promise<ListedSchemas | undefined> => {
  try {
    if ((await stat(path)).isDirectory()) return undefined;
    const real = await realpath(path);
    return { folder: dirname(path), root: dirname(real), files: [basename(real)], candidates: [] };
  } catch {
    return undefined;
  }
};

/**
 * Lists every `*.schema.json`, `*.schema.yaml` and `*.schema.yml` below a folder. For the path of a file, lists that file,
 * whatever its name.
 *
 * @throws SchemaError when there is no such folder or no such file in it, or a link to a folder that holds schemas
 */
export const listSchemas = async (path: string): Promise<ListedSchemas> => {
  const file = await listFile(path);
  if (file !== undefined) return file;
  const root = await realFolder(path);
  const files: string[] = [];
  const others: string[] = [];
  for await (const { file: found, entry } of walk(root, maxEntries)) {
    if (isSchemaName(entry.name)) {
      if (!isLock(entry)) files.push(found);
    } else if (entry.isSymbolicLink()) await refuseFolderLink(root, found);
    else if (isDocumentName(entry.name)) others.push(found);
  }
  const candidates = others.toSorted();
  if (files.length + candidates.length === 0) throw noSchemas(path);
  return { folder: path, root, files: files.toSorted(), candidates };
};
