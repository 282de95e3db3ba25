import type { Dirent, Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "./error-code.ts";
import { SchemaError } from "./schema-error.ts";

/** A file or a folder that lies below another, or that a link below it leads to. */
export interface Entry {
  /** Its path inside the folder that is walked, with `/`. */
  readonly file: string;
  readonly isFolder: boolean;
  readonly isLink: boolean;
}

type Problems = ReadonlyMap<unknown, string>;

const inACircle = "this is a link that leads in a circle";

/** Why there is no folder where one was named, by the code of the error that reading it gives. */
const folderProblems: Problems = new Map([
  ["ENOENT", "there is no such folder"],
  ["ENOTDIR", "this is a file, not a folder"],
  ["ELOOP", inACircle],
]);

const linkProblems: Problems = new Map([
  ["ENOENT", "this is a link that leads nowhere"],
  ["ENOTDIR", "this is a link that leads nowhere"],
  ["ELOOP", inACircle],
]);

const orRefuse = async <T>(reading: Promise<T>, file: string, problems: Problems): Promise<T> => {
  try {
    return await reading;
  } catch (error) {
    const problem = problems.get(errorCode(error));
    throw problem === undefined ? error : new SchemaError(file, "", problem);
  }
};

/** Emacs marks a file that is being changed with a link to nowhere, of its name after `.#`. */
const isEditorMark = (entry: Dirent): boolean => entry.isSymbolicLink() && entry.name.startsWith(".#");

/** @param around the real paths of the folders that this one lies in: a link that leads back to one never ends */
async function* walkBelow(root: string, folder: string, around: readonly string[]): AsyncGenerator<Entry, void> {
  const path = join(root, folder);
  const entries = await orRefuse(readdir(path, { withFileTypes: true }), folder || root, folderProblems);
  const real = await realpath(path);
  if (around.includes(real)) throw new SchemaError(folder, "", "links lead in a circle here");
  for (const entry of entries) {
    if (entry.name === "node_modules" || isEditorMark(entry)) continue;
    const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const isLink = entry.isSymbolicLink();
    const found: Dirent | Stats = isLink ? await orRefuse(stat(join(root, file)), file, linkProblems) : entry;
    const isFolder = found.isDirectory();
    if (isFolder || found.isFile()) yield { file, isFolder, isLink };
    if (isFolder) yield* walkBelow(root, file, [...around, real]);
  }
}

/**
 * Finds all that lies below a folder, also behind links; installed packages are left out.
 *
 * @throws SchemaError when there is no such folder, or when a link leads nowhere or in a circle
 */
export const walkFolder = (root: string): AsyncGenerator<Entry, void> => walkBelow(root, "", []);
