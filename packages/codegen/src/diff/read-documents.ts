import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { SchemaError } from "../schema/schema-error.ts";
import type { SchemaDocuments } from "./schema-folder.ts";

const parse = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SchemaError(file, "", `this isn't JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/**
 * Reads every `*.schema.json` file of a folder and of the folders below it, and nothing that they refer to elsewhere:
 * a diff must also read schemas that generation refuses.
 *
 * @throws SchemaError when a file isn't JSON, or when there is none
 */
export const readDocuments = async (folder: string): Promise<SchemaDocuments> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".schema.json"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(folder, path).split(sep).includes("node_modules"));
  if (paths.length === 0) throw new SchemaError(folder, "", "this folder holds no *.schema.json file");
  const documents = await Promise.all(
    paths.map(async (path) => {
      const file = relative(folder, path).split(sep).join("/");
      return [file, parse(file, await readFile(path, "utf8"))] as const;
    }),
  );
  return new Map(documents);
};
