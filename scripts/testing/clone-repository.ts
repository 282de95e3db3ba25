import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const repository = join(import.meta.dirname, "../..");

/** Folders that are installed, built or not needed to work on a package. */
const leftOut = new Set([".git", "dist", ".turbo", ".bundle", "coverage"]);

/** Files and folders that other checks make and remove again while the tests run. */
const passing = /\.bundled_|\.timestamp-.*\.mjs$|\.tgz$|^\.blocks$|^\.readme|^cache$/;

const test = /\.test(?:-d)?\.ts$/;

const isCopied = (name: string): boolean => !leftOut.has(name) && !passing.test(name);

/** What of the root is copied: its files, and these folders. */
const folders = new Set(["packages", "schemas", "scripts", "docs", ".changeset"]);

/** What tests read besides. */
const foldersOfTests = ["examples", "bench"];

/** What the packages have installed: links to each other stay links, inside of the copy. */
const copy = (from: string, to: string, withTests: boolean): void => {
  const filter = (path: string): boolean => isCopied(basename(path)) && (withTests || !test.test(path));
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter });
};

/**
 * Copies the working tree to a temporary folder, where packages find what the repository has installed.
 *
 * @param withTests whether the tests are copied, too
 */
export const cloneRepository = (withTests: boolean): string => {
  const root = mkdtempSync(join(tmpdir(), "email-events-clone-"));
  const copied = new Set([...folders, ...(withTests ? foldersOfTests : [])]);
  for (const entry of readdirSync(repository, { withFileTypes: true }))
    if ((entry.isFile() && isCopied(entry.name)) || copied.has(entry.name))
      copy(join(repository, entry.name), join(root, entry.name), withTests);
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  return root;
};

/** Links a package of the workspace into another one, as `pnpm install` would. */
export const linkPackage = (root: string, name: string, into: string): void => {
  const scope = join(root, "packages", into, "node_modules/@email-events");
  mkdirSync(scope, { recursive: true });
  if (!existsSync(join(scope, name))) symlinkSync(join("../../..", name), join(scope, name));
};
