import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./vocabularies.mjs";

/** A schema or an example that nothing can be generated from. The message names the file. */
export class InputError extends Error {
  name = "InputError";
}

/**
 * Reads a file of schemas/ or a generated one, by its path in the repository.
 *
 * @throws InputError if it isn't there, or isn't JSON
 */
export const readJson = (path, root = repository) => {
  const file = join(root, path);
  if (!existsSync(file)) throw new InputError(`${path} isn't there`);
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new InputError(`${path}: this isn't JSON: ${error.message}`);
  }
};
