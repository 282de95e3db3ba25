import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative, resolve, sep } from "node:path";
import { metaschemas } from "../metaschemas.ts";
import { readJson } from "./read-json.ts";
import { addressOfFile } from "./addresses.ts";
import { addressesOf, packagesFolder } from "./references.ts";
import { referencesIn } from "./references-in.ts";
import { SchemaError } from "./schema-error.ts";

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

/**
 * Reads every `*.schema.json` file of a folder and of the folders below it.
 *
 * @returns path inside the folder (with `/`) to schema, not yet checked
 * @throws SchemaError when a file isn't JSON, or when there is none
 */
export const readSchemas = async (folder: string): Promise<ReadonlyMap<string, unknown>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw isMissing(error) ? new SchemaError(folder, "", "there is no such folder") : error;
  });
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

const findLibraryFile = (folder: string, address: string): Found | undefined => {
  const metaschema = metaschemas.get(address);
  if (metaschema) return { file: address, path: metaschema };
  if (address.startsWith(packagesAddress)) {
    const name = decodeURIComponent(address.slice(packagesAddress.length));
    const path = packageFile(folder, name);
    return path === undefined ? undefined : { file: `${packagesFolder}${name}`, path };
  }
  if (!address.startsWith("file:///") || !address.endsWith(".json")) return undefined;
  const file = decodeURIComponent(address.slice("file:///".length));
  return { file, path: join(folder, file) };
};

const readIfThere = async ({ path, file }: Found): Promise<unknown> => {
  try {
    return await readJson(path, file);
  } catch (error) {
    if (isMissing(error)) return undefined;
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
