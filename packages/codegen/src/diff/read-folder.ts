import { join } from "node:path";
import { readJson } from "../schema/read-json.ts";
import { readSchemas } from "../schema/read-schemas.ts";
import { checkReadable } from "./check-readable.ts";
import { addReferred } from "./referred-files.ts";
import type { SchemaDocuments } from "./schema-folder.ts";

const readIfThere = async (path: string, file: string): Promise<unknown> => {
  try {
    return await readJson(path, file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};

/**
 * Reads one side of a diff: the schemas of a folder, and the files in it that they refer to.
 *
 * @throws SchemaError when a file isn't JSON, or holds what can't be read as a schema
 */
export const readFolder = async (folder: string): Promise<SchemaDocuments> => {
  const documents = await readSchemas(folder);
  const all = await addReferred(documents, (file) => readIfThere(join(folder, file), file));
  checkReadable(all);
  return all;
};
