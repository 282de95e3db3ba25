import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bump } from "../change.ts";
import { largestBump } from "../judge-change.ts";

const bumps: readonly Bump[] = ["major", "minor", "patch"];

/** The bumps that one changeset asks for, of packages whose names start in a certain way. */
export const parseChangeset = (text: string, packagePrefix: string): readonly Bump[] => {
  const frontMatter = /^---\r?\n([\s\S]*?)\r?\n?---/.exec(text)?.[1] ?? "";
  return frontMatter.split(/\r?\n/).flatMap((line) => {
    const [, name, bump] = /^\s*["']?([^"':]+)["']?\s*:\s*["']?(\w+)["']?\s*$/.exec(line) ?? [];
    const known = bumps.find((one) => one === bump);
    return known !== undefined && name?.startsWith(packagePrefix) ? [known] : [];
  });
};

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
};

/**
 * The bump that the pending changesets of a folder ask for. Packages whose names share the prefix are versioned
 * together, so the largest bump of any of them is the bump of all.
 */
export const readPendingBump = async (folder: string, packagePrefix: string): Promise<Bump | undefined> => {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(".md") && name !== "README.md");
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return largestBump(texts.flatMap((text) => parseChangeset(text, packagePrefix)).map((bump) => ({ bump })));
};
