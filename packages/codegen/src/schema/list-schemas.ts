import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { maxEntries } from "./limits.ts";
import { codeOf, isWithin } from "./real-path.ts";
import { SchemaError } from "./schema-error.ts";

/** Why there is no folder where one was named, by the code of the error that reading it gives. */
const folderProblems: ReadonlyMap<unknown, string> = new Map([
  ["ENOENT", "there is no such folder"],
  ["ENOTDIR", "this is a file, not a folder"],
  ["ELOOP", "this is a link that leads in a circle"],
]);

const realFolder = async (folder: string): Promise<string> => {
  try {
    await readdir(folder);
    return await realpath(folder);
  } catch (error) {
    const problem = folderProblems.get(codeOf(error));
    throw problem === undefined ? error : new SchemaError(folder, "", problem);
  }
};

const isSchemaName = (name: string): boolean => name.endsWith(".schema.json");

// While a file is edited, Emacs keeps a link of such a name beside it that leads nowhere.
const isLock = (entry: Dirent): boolean => entry.isSymbolicLink() && entry.name.startsWith(".#");

interface Walked {
  /** Path inside the folder, with `/`. */
  readonly file: string;
  readonly entry: Dirent;
}

/** Everything in a folder and in the folders below it, by name. Packages are left out and links aren't followed. */
async function* walk(folder: string, most: number): AsyncGenerator<Walked> {
  const waiting = [""];
  let count = 0;
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
      if (entry.name === "node_modules") continue;
      count += 1;
      if (count > most) throw new SchemaError(folder, "", `this folder holds more than ${most} files and folders`);
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
    // What is too large to be looked through may hold schemas; what can't be opened has none to give.
    return error instanceof SchemaError;
  }
};

/** Where a link leads, when that is a folder. */
const folderBehind = async (path: string): Promise<string | undefined> => {
  try {
    return (await stat(path)).isDirectory() ? await realpath(path) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * A link to a folder isn't followed: below it stand files of a second name, of no end where it leads in a circle, or
 * files that belong to others. Where it leads to no schema, nothing is lost.
 */
const refuseFolderLink = async (root: string, file: string): Promise<void> => {
  const real = await folderBehind(join(root, file));
  if (real === undefined) return;
  if (!isWithin(root, real) && !(await holdsSchemas(real))) return;
  const problem = "this is a link to a folder with schemas, which isn't followed; put the schemas here or remove it";
  throw new SchemaError(file, "", problem);
};

/** The schemas of a folder. */
export interface ListedSchemas {
  /** The folder's real path. */
  readonly root: string;
  /** Paths inside the folder, with `/`, in order. Some may be links, pipes or folders: reading tells. */
  readonly files: readonly string[];
}

/**
 * Lists every `*.schema.json` of a folder and of the folders below it.
 *
 * @throws SchemaError when there is no such folder or no schema in it, or a link to a folder that holds schemas
 */
export const listSchemas = async (folder: string): Promise<ListedSchemas> => {
  const root = await realFolder(folder);
  const files: string[] = [];
  for await (const { file, entry } of walk(root, maxEntries)) {
    if (isSchemaName(entry.name)) {
      if (!isLock(entry)) files.push(file);
    } else if (entry.isSymbolicLink()) await refuseFolderLink(root, file);
  }
  if (files.length === 0) throw new SchemaError(folder, "", "this folder holds no *.schema.json file");
  return { root, files: files.toSorted() };
};
