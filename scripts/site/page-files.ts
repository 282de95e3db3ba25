import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

export const repository = join(import.meta.dirname, "../..");

/** A page of Markdown. */
export interface Page {
  /** Its path in the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Folders of installed, built and temporary files, and of example events that are kept as they arrived. */
const isSkipped = (folder: string): boolean =>
  /(?:^|\/)(?:node_modules|dist|cache|\.git|\.turbo|\.blocks)$|^schemas\/examples$/.test(folder);

const nameOf = (path: string): string => relative(repository, path).replaceAll("\\", "/");

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isSkipped(nameOf(path)) ? [] : filesBelow(path);
    return entry.isFile() && entry.name.endsWith(".md") ? [path] : [];
  });

/** Reads every page of the repository. */
export const readPages = (): readonly Page[] =>
  filesBelow(repository).map((path) => ({ path: nameOf(path), text: readFileSync(path, "utf8") }));
