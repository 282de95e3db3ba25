import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { Change } from "./change.ts";
import type { LocatedChange } from "./located-change.ts";
import { createLocate, type Position } from "./positions.ts";

type Locate = (pointer: string) => Position;

const readLocate = async (path: string): Promise<Locate | undefined> => {
  try {
    return createLocate(await readFile(path, "utf8"));
  } catch {
    // Gone, or of a package that is found elsewhere: the path alone is told.
    return undefined;
  }
};

/**
 * Finds the changes of a diff in the files of its new folder.
 *
 * @param folder the new folder
 * @param workingFolder where paths are told from
 */
export const locateChanges = async (
  changes: readonly Change[],
  folder: string,
  workingFolder: string = process.cwd(),
): Promise<readonly LocatedChange[]> => {
  const files = [...new Set(changes.map(({ file }) => file))];
  const known = new Map(
    await Promise.all(files.map(async (file) => [file, await readLocate(join(folder, file))] as const)),
  );
  return changes.map((change) => ({
    ...change,
    path: relative(workingFolder, resolve(folder, change.file)).replaceAll("\\", "/"),
    ...known.get(change.file)?.(change.pointer),
  }));
};
