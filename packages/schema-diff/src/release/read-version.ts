import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fieldsOf } from "@email-events/json-schema";

/**
 * The version in the text of a package's manifest; empty where it has none.
 *
 * @throws SyntaxError when the text isn't JSON
 */
export const parseVersion = (text: string): string => {
  const version = fieldsOf(JSON.parse(text))?.get("version");
  return typeof version === "string" ? version : "";
};

/** Reads the version of the package in a folder; empty where it has none. */
export const readVersion = async (folder: string): Promise<string> =>
  parseVersion(await readFile(join(folder, "package.json"), "utf8"));
