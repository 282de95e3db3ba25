import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import type { Change } from "../change.ts";
import { splitGivenPath } from "../release/given-path.ts";
import type { LocatedChange } from "./located-change.ts";
import { createLocate, type Position } from "./positions.ts";

type Locate = (pointer: string) => Position;

/** The file of a change, found in one of the folders. */
interface FoundFile {
  readonly path: string;
  /** Missing where lines can't be determined: the file isn't JSON, or it is only in git. */
  readonly locate?: Locate;
}

const readFound = async (path: string): Promise<FoundFile | undefined> => {
  try {
    const text = await readFile(path, "utf8");
    return path.endsWith(".json") ? { path, locate: createLocate(text) } : { path };
  } catch {
    return undefined;
  }
};

/** Finds a file in the new folder, or in the old one if it was removed. */
const findFile = async (file: string, folders: readonly string[]): Promise<FoundFile> => {
  for (const folder of folders) {
    const found = await readFound(resolve(folder, file));
    if (found) return found;
  }
  return { path: resolve(folders[0] ?? "", file) };
};

/**
 * Finds the changes of a diff in the files of its folders.
 *
 * @param paths the new folder or schema, and the old one if it is on disk
 * @param workingFolder the folder that paths are relative to
 */
export const locateChanges = async (
  changes: readonly Change[],
  paths: readonly string[],
  workingFolder: string = process.cwd(),
): Promise<readonly LocatedChange[]> => {
  const folders = await Promise.all(paths.map(async (path) => (await splitGivenPath(path)).folder));
  const files = [...new Set(changes.map(({ file }) => file))];
  const known = new Map(await Promise.all(files.map(async (file) => [file, await findFile(file, folders)] as const)));
  return changes.map((change) => {
    const { path = change.file, locate } = known.get(change.file) ?? {};
    return { ...change, path: relative(workingFolder, path).replaceAll("\\", "/"), ...locate?.(change.pointer) };
  });
};
