import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { findPackageFile, isWithin, packageNameIn, packagesFolder } from "@email-events/json-schema";
import { isIdentifier } from "../source-text/source.ts";
import { declaredExports } from "./declared-exports.ts";
import type { ExportedType, ExportedTypes } from "./exported-types.ts";

/** The exported types of packages. */
export interface ReadExportedTypes {
  readonly types: ExportedTypes;
  /** The documents of packages that list types. */
  readonly files: ReadonlySet<string>;
  /** Problems with their lists, one sentence each; such types are declared instead. */
  readonly notes: readonly string[];
}

interface Package {
  readonly name: string;
  readonly root: string;
  readonly manifest: object;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const readObject = async (path: string): Promise<Readonly<Record<string, unknown>> | undefined> => {
  try {
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** The real path of a file in a package; `undefined` if it is outside. */
const insideOf = async (root: string, path: string): Promise<string | undefined> => {
  try {
    const real = await realpath(join(root, path));
    return isWithin(real, root) ? real : undefined;
  } catch {
    return undefined;
  }
};

/** The modules that a package names in `"email-events": { "types": { MODULE: [FILE] } }`, with the files for each. */
const modulesOf = (manifest: object): readonly (readonly [string, readonly string[]])[] => {
  const field: unknown = Reflect.get(manifest, "email-events");
  const types = isObject(field) && isObject(field["types"]) ? field["types"] : {};
  return Object.entries(types).map(([module, files]) => [
    module,
    [files].flat().filter((file): file is string => typeof file === "string"),
  ]);
};

/** The subpath of a module in a package; `undefined` for modules of other packages. */
const subpathOf = (module: string, name: string): string | undefined => {
  if (module === name) return ".";
  return module.startsWith(`${name}/`) ? `.${module.slice(name.length)}` : undefined;
};

/** Reads the types that a file of a package lists, with their digests; `undefined` if it has no list. */
const readListed = async (
  root: string,
  file: string,
): Promise<readonly { readonly type: string; readonly digest: string }[] | undefined> => {
  const path = await insideOf(root, file);
  const listed = path === undefined ? undefined : (await readObject(path))?.["types"];
  if (!isObject(listed)) return undefined;
  return Object.entries(listed).flatMap(([type, digest]) =>
    typeof digest === "string" && isIdentifier(type) ? [{ type, digest }] : [],
  );
};

type Found = { readonly digest: string; readonly type: ExportedType };

const readModule = async (
  { name, root, manifest }: Package,
  module: string,
  files: readonly string[],
): Promise<{ readonly found: readonly Found[]; readonly notes: readonly string[] }> => {
  const copied = "their types are declared instead of imported";
  const subpath = subpathOf(module, name);
  if (subpath === undefined) return { found: [], notes: [`${name} lists types of another package; ${copied}`] };
  const names = await declaredExports(root, manifest, subpath);
  const found: Found[] = [];
  const missing: string[] = [];
  const notes: string[] = [];
  for (const file of files) {
    const listed = await readListed(root, file);
    if (listed === undefined) notes.push(`${name} has no list of types at the path in its package.json; ${copied}`);
    for (const { type, digest } of listed ?? []) {
      if (names.has(type)) found.push({ digest, type: { module, name: type } });
      else missing.push(type);
    }
  }
  const [first] = missing;
  if (first !== undefined) {
    const more = missing.length === 1 ? "" : ` and ${missing.length - 1} more`;
    notes.push(`${module} doesn't export ${first}${more}, which its package lists; ${copied}`);
  }
  return { found, notes };
};

/**
 * Reads the types that packages of referenced schemas export.
 *
 * @param folder folder of the schemas that refer to packages
 * @param files the names of the documents that they refer to
 */
export const readExportedTypes = async (folder: string, files: Iterable<string>): Promise<ReadExportedTypes> => {
  const types = new Map<string, ExportedType[]>();
  const notes: string[] = [];
  const listing = new Set<string>();
  const seen = new Set<string>();
  const nameOf = (file: string): string | undefined =>
    file.startsWith(packagesFolder) ? packageNameIn(file.slice(packagesFolder.length)) : undefined;
  const all = [...files];
  for (const file of all) {
    const path = file.slice(packagesFolder.length);
    const name = nameOf(file);
    if (name === undefined || seen.has(name)) continue;
    seen.add(name);
    const root = (await findPackageFile(folder, path))?.root;
    const manifest = root === undefined ? undefined : await readObject(join(root, "package.json"));
    if (root === undefined || manifest === undefined) continue;
    for (const [module, lists] of modulesOf(manifest)) {
      const read = await readModule({ name, root, manifest }, module, lists);
      notes.push(...read.notes);
      if (read.found.length > 0) listing.add(name);
      for (const { digest, type } of read.found) types.set(digest, [...(types.get(digest) ?? []), type]);
    }
  }
  return { types, notes, files: new Set(all.filter((file) => listing.has(nameOf(file) ?? ""))) };
};
