import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { isGenerated } from "./banner.ts";
import type { OutputFiles } from "../emit.ts";
import { withLineFeeds } from "./line-ends.ts";
import { isManifest, isUnchanged, type Manifest, manifestName, readManifest } from "./output-manifest.ts";

/** The differences between an output folder and the generated files. */
export interface FolderDifference {
  readonly missing: readonly string[];
  readonly stale: readonly string[];
  /** Unchanged files in the manifest that are no longer generated, and what a run that was killed left behind. */
  readonly outdated: readonly string[];
  /** Unmanaged files, which are neither replaced nor removed. */
  readonly foreign: readonly string[];
}

interface Entry {
  readonly path: string;
  readonly kind: "file" | "folder" | "other";
}

/** What file managers write into the folders that they show. */
const ofFileManagers = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

const entriesIn = async (folder: string): Promise<readonly Entry[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => !(entry.isFile() && ofFileManagers.has(entry.name)))
    .map((entry) => ({
      path: relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"),
      kind: entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other",
    }));
};

type Standing = "current" | "stale" | "outdated" | "foreign";

/** An output folder and the files that should be in it. */
interface Comparison {
  readonly folder: string;
  readonly wanted: OutputFiles;
  readonly manifest: Manifest;
}

/**
 * Returns the path of a new draft beside a file. Its name belongs to this package, so that the next run removes one that is left
 * behind, and to one run, so that no other run renames it while it is written.
 */
const draftOf = (path: string): string =>
  join(dirname(path), `.email-events-generated.${randomBytes(6).toString("hex")}.draft`);

const isDraft = (path: string): boolean => /^\.email-events-generated\.[0-9a-f]{12}\.draft$/.test(basename(path));

/** Whether a file with the name of a generated one may be replaced, regardless of the manifest. */
const isReplaceable = (path: string, text: string): boolean =>
  path === manifestName ? isManifest(text) : isGenerated(path, text);

const standingOf = async ({ folder, wanted, manifest }: Comparison, { path, kind }: Entry): Promise<Standing> => {
  const text = wanted.get(path);
  if (kind === "folder") return text === undefined ? "current" : "foreign";
  if (kind === "file" && isDraft(path)) return "outdated";
  // Reading a link would read its target, which isn't what is replaced.
  if (kind === "other" || (text === undefined && !manifest.has(path))) return "foreign";
  const found = await readFile(join(folder, path), "utf8");
  if (text === withLineFeeds(found)) return "current";
  if (text !== undefined) return isReplaceable(path, found) ? "stale" : "foreign";
  return isUnchanged(manifest, path, found) ? "outdated" : "foreign";
};

const manifestIn = async (folder: string, entries: readonly Entry[]): Promise<Manifest> => {
  const isThere = entries.some(({ path, kind }) => path === manifestName && kind === "file");
  return readManifest(isThere ? await readFile(join(folder, manifestName), "utf8") : undefined);
};

/** Compares an output folder with the files that should be in it. */
export const compareFolder = async (folder: string, wanted: OutputFiles): Promise<FolderDifference> => {
  const entries = await entriesIn(folder);
  const comparison = { folder, wanted, manifest: await manifestIn(folder, entries) };
  const standings = new Map<string, Standing>(
    await Promise.all(entries.map(async (entry) => [entry.path, await standingOf(comparison, entry)] as const)),
  );
  const those = (standing: Standing) => [...standings.keys()].filter((path) => standings.get(path) === standing);
  return {
    missing: [...wanted.keys()].filter((path) => !standings.has(path)),
    stale: those("stale"),
    outdated: those("outdated"),
    foreign: those("foreign"),
  };
};

/** Waits for all promises to settle, then throws the first rejection. */
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
  // Fails if anything exists: a link would be followed.
  const handle = await open(draft, "wx");
  try {
    await handle.writeFile(text);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
};

/** Writes all drafts, or none. */
const writeDrafts = async (drafts: readonly Draft[]): Promise<void> => {
  const written: Draft[] = [];
  const write = async (draft: Draft): Promise<void> => {
    await writeDraft(draft);
    written.push(draft);
  };
  try {
    await allOver(drafts.map(write));
  } catch (error) {
    await Promise.allSettled(written.map(({ draft }) => rm(draft)));
    throw error;
  }
};

const publish = async (drafts: readonly Draft[]): Promise<void> => {
  try {
    await allOver(drafts.map(({ path, draft }) => rename(draft, path)));
  } catch (error) {
    await Promise.allSettled(drafts.map(({ draft }) => rm(draft)));
    throw error;
  }
};

/**
 * Brings an output folder up to date, touching only files that differ.
 *
 * Files are always complete: they are renamed into place once all drafts are written. The manifest is last, so that it lists
 * files until they are removed.
 */
export const updateFolder = async (
  folder: string,
  files: OutputFiles,
  { missing, stale, outdated }: FolderDifference,
): Promise<void> => {
  const drafts = [...missing, ...stale].map((name): Draft => {
    const path = join(folder, name);
    return { path, draft: draftOf(path), text: files.get(name) ?? "" };
  });
  const isManifestDraft = ({ path }: Draft): boolean => path === join(folder, manifestName);
  await writeDrafts(drafts);
  await publish(drafts.filter((draft) => !isManifestDraft(draft)));
  await allOver(outdated.map((path) => rm(join(folder, path), { force: true })));
  await publish(drafts.filter(isManifestDraft));
};
