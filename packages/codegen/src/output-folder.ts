import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { isGenerated } from "./banner.ts";
import type { OutputFiles } from "./emit.ts";

/** What differs between an output folder and what generation makes. */
export interface FolderDifference {
  readonly missing: readonly string[];
  readonly stale: readonly string[];
  /** Files that generation once wrote and no longer makes. */
  readonly outdated: readonly string[];
  /** What generation didn't write, and so neither replaces nor removes. */
  readonly foreign: readonly string[];
}

interface Entry {
  readonly path: string;
  readonly kind: "file" | "folder" | "other";
}

const entriesIn = async (folder: string): Promise<readonly Entry[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    },
  );
  return entries.map((entry) => ({
    path: relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"),
    kind: entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other",
  }));
};

type Standing = "current" | "stale" | "outdated" | "foreign";

const standingOf = async (folder: string, { path, kind }: Entry, wanted: string | undefined): Promise<Standing> => {
  if (kind === "folder") return wanted === undefined ? "current" : "foreign";
  // Of a link, what it leads to would be read, which isn't what would be replaced.
  if (kind === "other") return "foreign";
  const text = await readFile(join(folder, path), "utf8");
  if (text === wanted) return "current";
  if (!isGenerated(path, text)) return "foreign";
  return wanted === undefined ? "outdated" : "stale";
};

/** Compares an output folder with the files that should be in it. */
export const compareFolder = async (folder: string, files: OutputFiles): Promise<FolderDifference> => {
  const entries = await entriesIn(folder);
  const standings = new Map<string, Standing>(
    await Promise.all(
      entries.map(async (entry) => [entry.path, await standingOf(folder, entry, files.get(entry.path))] as const),
    ),
  );
  const those = (standing: Standing) => [...standings.keys()].filter((path) => standings.get(path) === standing);
  return {
    missing: [...files.keys()].filter((path) => !standings.has(path)),
    stale: those("stale"),
    outdated: those("outdated"),
    foreign: those("foreign"),
  };
};

/** Waits until all is over, also when one of them fails; then fails as the first of those did. */
const allOver = async (actions: readonly Promise<void>[]): Promise<void> => {
  const results = await Promise.allSettled(actions);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
};

interface Draft {
  readonly path: string;
  readonly draft: string;
  readonly text: string;
}

const writeDraft = async ({ draft, text }: Draft): Promise<void> => {
  await mkdir(dirname(draft), { recursive: true });
  await writeFile(draft, text);
};

/**
 * Brings an output folder up to date, touching only files that differ.
 *
 * Files are whole at any moment: each appears under its name only once all of them are complete.
 */
export const updateFolder = async (
  folder: string,
  files: OutputFiles,
  { missing, stale, outdated }: FolderDifference,
): Promise<void> => {
  const drafts = [...missing, ...stale].map((name): Draft => {
    const path = join(folder, name);
    return { path, draft: `${path}.draft`, text: files.get(name) ?? "" };
  });
  try {
    await allOver(drafts.map(writeDraft));
    await allOver(drafts.map(({ path, draft }) => rename(draft, path)));
  } catch (error) {
    await Promise.allSettled(drafts.map(({ draft }) => rm(draft)));
    throw error;
  }
  await allOver(outdated.map((path) => rm(join(folder, path))));
};
