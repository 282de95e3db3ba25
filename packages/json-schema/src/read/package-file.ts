import { readFile, realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";

/** A file of an installed package. */
export interface PackageFile {
  readonly path: string;
  /** The real path of the package that was named. */
  readonly root: string;
}

const packageName = /^(?:@[\w~][\w.~-]*\/)?[\w~][\w.~-]*$/;

/** The package that a path such as `@scope/name/schemas/a.json` names, when it leads from there to a place inside. */
export const packageNameIn = (path: string): string | undefined => {
  const segments = path.split("/");
  const name = segments.slice(0, path.startsWith("@") ? 2 : 1).join("/");
  // An empty part would make the path absolute, and the others would lead out of the package.
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

/** The package around a folder, which may refer to itself by its own name. */
const ownRoot = async (folder: string, name: string): Promise<string | undefined> => {
  if ((await nameOfPackage(folder)) === name) return realPathOf(folder);
  return dirname(folder) === folder ? undefined : ownRoot(dirname(folder), name);
};

/**
 * Finds a package's file as Node would from a folder; the package's `exports` decide what can be had.
 *
 * @returns `undefined` where there is no such file, or the path doesn't name a package and a place inside of it
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
  // Node's own modules have names instead of paths.
  if (!isAbsolute(found)) return undefined;
  for (const base of find.paths(path) ?? []) {
    const root = await realPathOf(join(base, name));
    if (root !== undefined) return { path: found, root };
  }
  const root = await ownRoot(from, name);
  return root === undefined ? undefined : { path: found, root };
};
