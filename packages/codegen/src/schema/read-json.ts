import { readFile } from "node:fs/promises";
import { SchemaError } from "./schema-error.ts";

/**
 * Reads one document.
 *
 * @param file what the document is called in errors
 * @throws SchemaError when it isn't JSON
 */
export const readJson = async (path: string | URL, file: string): Promise<unknown> => {
  const text = await readFile(path, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SchemaError(file, "", `this isn't JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
};
