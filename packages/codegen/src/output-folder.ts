import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { OutputFiles } from "./emit.ts";

/** What differs between an output folder and what generation makes. */
export interface FolderDifference {
  readonly missing: readonly string[];
  readonly stale: readonly string[];
  /** Files in the folder that generation doesn't make. */
  readonly foreign: readonly string[];
}

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
};

/** Compares an output folder with the files that should be in it. */
export const compareFolder = async (folder: string, files: OutputFiles): Promise<FolderDifference> => {
  const present = await filesIn(folder);
  const known = present.filter((path) => files.has(path));
  const stale = await Promise.all(
    known.map(async (path) => ((await readFile(join(folder, path), "utf8")) === files.get(path) ? [] : [path])),
  );
  return {
    missing: [...files.keys()].filter((path) => !present.includes(path)),
    stale: stale.flat(),
    foreign: present.filter((path) => !files.has(path)),
  };
};

/** Writes files that are whole at any moment: each appears under its name only once it is complete. */
const writeWhole = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.draft`;
  await writeFile(draft, text);
  await rename(draft, path);
};

/** Brings an output folder up to date, touching only files that differ and removing only ones it is told to. */
export const updateFolder = async (
  folder: string,
  files: OutputFiles,
  { missing, stale }: FolderDifference,
  remove: readonly string[],
): Promise<void> => {
  await Promise.all([...missing, ...stale].map((path) => writeWhole(join(folder, path), files.get(path) ?? "")));
  await Promise.all(remove.map((path) => rm(join(folder, path))));
};
