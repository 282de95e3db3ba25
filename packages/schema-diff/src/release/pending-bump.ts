import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fieldsOf, itemsOf } from "@email-events/json-schema";
import type { Bump } from "../change.ts";
import { ChangesetError, parseReleases } from "../changelog/changeset-text.ts";
import { largestBump } from "../classify-change.ts";

/** Whether packages are versioned together: they have one scope, or are the same. */
const areTogether = (one: string, other: string): boolean => {
  const scope = /^@[^/]*\//.exec(one)?.[0];
  return scope === undefined ? one === other : other.startsWith(scope);
};

/** The bumps of one changeset for a package and those that are versioned with it. */
const bumpsIn = (text: string, packageName: string): readonly Bump[] =>
  parseReleases(text).flatMap(({ name, type }) => (areTogether(packageName, name) && type !== "none" ? [type] : []));

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
};

/** Where pending changesets are. */
export interface ChangesetFolder {
  readonly root: string;
  /** The folder, from the root. */
  readonly changesets: string;
}

/**
 * The largest bump of the pending changesets of a folder. Packages of one scope are versioned together, so the largest
 * bump of any of them applies to all.
 *
 * @throws ChangesetError when a file isn't a changeset
 */
export const readPendingBump = async (
  { root, changesets }: ChangesetFolder,
  packageName: string,
): Promise<Bump | undefined> => {
  const names = (await namesIn(join(root, changesets))).filter((name) => name.endsWith(".md") && name !== "README.md");
  const readOne = async (name: string): Promise<readonly Bump[]> => {
    const text = await readFile(join(root, changesets, name), "utf8");
    try {
      return bumpsIn(text, packageName);
    } catch (error) {
      if (!(error instanceof ChangesetError)) throw error;
      throw new ChangesetError(`${changesets}/${name} ${error.message}.`, { cause: error });
    }
  };
  const bumps = (await Promise.all(names.map(readOne))).flat();
  return largestBump(bumps.map((bump) => ({ bump })));
};

const readJson = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
};

/**
 * The names of the changesets that a pre-release was made of. They stay in their folder until the release, and changesets
 * doesn't read them again before.
 */
export const readPreReleased = async (folder: string): Promise<readonly string[]> => {
  const names = itemsOf(fieldsOf(await readJson(join(folder, "pre.json")))?.get("changesets")) ?? [];
  return names.map((name) => `${String(name)}.md`);
};

/** The branch that releases are made from, as changesets is configured; `main` by default. */
export const readBaseBranch = async (folder: string): Promise<string> => {
  const branch = fieldsOf(await readJson(join(folder, "config.json")))?.get("baseBranch");
  return typeof branch === "string" && /^[^-]/.test(branch) ? branch : "main";
};
