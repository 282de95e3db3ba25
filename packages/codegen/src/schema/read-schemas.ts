import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { JsonSchema } from "./json-schema.ts";
import { SchemaError } from "./schema-error.ts";

const parse = (file: string, text: string): JsonSchema => {
  try {
    return JSON.parse(text) as JsonSchema;
  } catch (error) {
    throw new SchemaError(file, "", `this isn't JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/**
 * Reads every `*.schema.json` file of a folder and of the folders below it.
 *
 * @returns path inside the folder (with `/`) to schema, not yet checked
 * @throws SchemaError when a file isn't JSON
 */
export const readSchemas = async (folder: string): Promise<ReadonlyMap<string, JsonSchema>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".schema.json"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const documents = await Promise.all(
    paths.map(async (path) => {
      const file = relative(folder, path).split(sep).join("/");
      return [file, parse(file, await readFile(path, "utf8"))] as const;
    }),
  );
  return new Map(documents);
};
