import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative, resolve, sep } from "node:path";
import { metaschemas } from "../metaschemas.ts";
import { readJson } from "./read-json.ts";
import { addressOfFile } from "./addresses.ts";
import { addressesOf, packagesFolder } from "./references.ts";
import { referencesIn } from "./references-in.ts";
import { SchemaError } from "./schema-error.ts";

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);

/** Why there is no folder where one was named, by the code of the error that reading it gives. */
const folderProblems: ReadonlyMap<unknown, string> = new Map([
  ["ENOENT", "there is no such folder"],
  ["ENOTDIR", "this is a file, not a folder"],
  ["ELOOP", "this is a link that leads in a circle"],
]);

const readFolder = async (folder: string): Promise<readonly Dirent[]> => {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    const problem = folderProblems.get(codeOf(error));
    throw problem === undefined ? error : new SchemaError(folder, "", problem);
  }
};

/**
 * Reads every `*.schema.json` file of a folder and of the folders below it.
 *
 * @returns path inside the folder (with `/`) to schema, not yet checked
 * @throws SchemaError when there is no such folder or no file in it, or when a file isn't JSON
 */
export const readSchemas = async (folder: string): Promise<ReadonlyMap<string, unknown>> => {
  const entries = await readFolder(folder);
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".schema.json"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(folder, path).split(sep).includes("node_modules"))
    .toSorted();
  if (paths.length === 0) throw new SchemaError(folder, "", "this folder holds no *.schema.json file");
  const documents = await Promise.all(
    paths.map(async (path) => {
      const file = relative(folder, path).split(sep).join("/");
      return [file, await readJson(path, file)] as const;
    }),
  );
  return new Map(documents);
};

/** Finds a package's file as Node would from the folder; its `exports` decide what can be had. */
const packageFile = (folder: string, path: string): string | undefined => {
  try {
    return createRequire(join(resolve(folder), "schemas.js")).resolve(path);
  } catch {
    return undefined;
  }
};

const packagesAddress = addressOfFile(packagesFolder);

interface Found {
  /** What the document is called from then on. */
  readonly file: string;
  readonly path: string | URL;
}

/** The path that an address stands for; `undefined` where it isn't one, or would lead out of its folder. */
const pathIn = (address: string): string | undefined => {
  if (/%(?:00|2f|5c)/i.test(address)) return undefined;
  try {
    return decodeURIComponent(address);
  } catch {
    return undefined;
  }
};

const findLibraryFile = (folder: string, address: string): Found | undefined => {
  const metaschema = metaschemas.get(address);
  if (metaschema) return { file: address, path: metaschema };
  if (address.startsWith(packagesAddress)) {
    const name = pathIn(address.slice(packagesAddress.length));
    const path = name === undefined ? undefined : packageFile(folder, name);
    return path === undefined ? undefined : { file: `${packagesFolder}${name}`, path };
  }
  if (!address.startsWith("file:///") || !address.endsWith(".json")) return undefined;
  const file = pathIn(address.slice("file:///".length));
  return file === undefined ? undefined : { file, path: join(folder, file) };
};

/** What reading a file gives where no file stands: a folder, a link in a circle, a path through a file. */
const noFile: ReadonlySet<unknown> = new Set(["ENOENT", "EISDIR", "ELOOP", "ENOTDIR", "ENAMETOOLONG"]);

const readIfThere = async ({ path, file }: Found): Promise<unknown> => {
  try {
    return await readJson(path, file);
  } catch (error) {
    if (noFile.has(codeOf(error))) return undefined;
    throw error;
  }
};

/**
 * Reads the documents that some others refer to, and what those refer to in turn: files of packages, files of the
 * folder under another ending, and the schemas of JSON Schema itself. Nothing is ever fetched.
 */
export const readLibrary = async (
  folder: string,
  documents: ReadonlyMap<string, unknown>,
): Promise<ReadonlyMap<string, unknown>> => {
  const library = new Map<string, unknown>();
  const waiting = [...documents];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [file, document] = next;
    for (const ref of referencesIn(document)) {
      for (const address of addressesOf(ref, addressOfFile(file), file)) {
        const found = findLibraryFile(folder, address.split("#")[0] ?? "");
        if (!found || documents.has(found.file) || library.has(found.file)) continue;
        const read = await readIfThere(found);
        if (read === undefined) continue;
        library.set(found.file, read);
        waiting.push([found.file, read]);
      }
    }
  }
  return library;
};
