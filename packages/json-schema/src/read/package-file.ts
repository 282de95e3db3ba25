import { readFile, realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";

/** A file of an installed package. */
export interface PackageFile {
  readonly path: string;
  /** The real path of the package. */
  readonly root: string;
}

const packageName = /^(?:@[\w~][\w.~-]*\/)?[\w~][\w.~-]*$/;

/** The package in a path such as `@scope/name/schemas/a.json`; `undefined` when the path leads out of it. */
export const packageNameIn = (path: string): string | undefined => {
  const segments = path.split("/");
  const name = segments.slice(0, path.startsWith("@") ? 2 : 1).join("/");
  // An empty segment would make the path absolute; the others lead out of the package.
  const isInside = segments.every((segment) => segment !== "" && segment !== "." && segment !== "..");
  return isInside && !/[\\:\p{Cc}]/u.test(path) && packageName.test(name) ? name : undefined;
};

const realPathOf = async (path: string): Promise<string | undefined> => {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
};

const nameOfPackage = async (folder: string): Promise<unknown> => {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    return typeof manifest === "object" && manifest !== null && "name" in manifest ? manifest.name : undefined;
  } catch {
    return undefined;
  }
};

/** The package around a folder, if it has the name: packages may refer to themselves. */
const ownRoot = async (folder: string, name: string): Promise<string | undefined> => {
  if ((await nameOfPackage(folder)) === name) return realPathOf(folder);
  return dirname(folder) === folder ? undefined : ownRoot(dirname(folder), name);
};

/**
 * Resolves a package's file from a folder as Node does, which respects the package's `exports`.
 *
 * @returns `undefined` where there is no such file, or the path isn't inside a package
 */
export const findPackageFile = async (folder: string, path: string): Promise<PackageFile | undefined> => {
  const name = packageNameIn(path);
  if (name === undefined) return undefined;
  const from = resolve(folder);
  const { resolve: find } = createRequire(join(from, "schemas.js"));
  let found: string;
  try {
    found = find(path);
  } catch {
    return undefined;
  }
  // Built-in modules have names instead of paths.
  if (!isAbsolute(found)) return undefined;
  for (const base of find.paths(path) ?? []) {
    const root = await realPathOf(join(base, name));
    if (root !== undefined) return { path: found, root };
  }
  const root = await ownRoot(from, name);
  return root === undefined ? undefined : { path: found, root };
};
