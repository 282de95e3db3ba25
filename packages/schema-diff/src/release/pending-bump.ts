import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import parseChangeset from "@changesets/parse";
import { fieldsOf } from "@email-events/json-schema";
import type { Bump } from "../change.ts";
import { largestBump } from "../classify-change.ts";

const releasesOf = (text: string): ReturnType<typeof parseChangeset>["releases"] => {
  try {
    return parseChangeset(text).releases;
  } catch {
    // Publishing rejects it; here it counts for nothing.
    return [];
  }
};

/** The bumps of one changeset for packages with a name prefix. */
const bumpsIn = (text: string, packagePrefix: string): readonly Bump[] =>
  releasesOf(text).flatMap(({ name, type }) => (name.startsWith(packagePrefix) && type !== "none" ? [type] : []));

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
};

/**
 * The largest bump of the pending changesets of a folder. Packages with the prefix are versioned together, so the largest
 * bump of any of them applies to all.
 */
export const readPendingBump = async (folder: string, packagePrefix: string): Promise<Bump | undefined> => {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(".md") && name !== "README.md");
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return largestBump(texts.flatMap((text) => bumpsIn(text, packagePrefix)).map((bump) => ({ bump })));
};

/** The branch that releases are made from, as changesets is configured; `main` by default. */
export const readBaseBranch = async (folder: string): Promise<string> => {
  try {
    const config: unknown = JSON.parse(await readFile(join(folder, "config.json"), "utf8"));
    const branch = fieldsOf(config)?.get("baseBranch");
    return typeof branch === "string" && /^[^-]/.test(branch) ? branch : "main";
  } catch {
    return "main";
  }
};
