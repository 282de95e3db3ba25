import { realpath, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";

/** A path that a user gave: a folder of schemas, or one schema. */
export interface GivenPath {
  readonly folder: string;
  /** The name of the one schema in the folder. */
  readonly file?: string;
}

/** Splits the path of one schema as `readSchemaFolder` does. Other paths, and paths to nowhere, are folders. */
export const splitGivenPath = async (path: string): Promise<GivenPath> => {
  const status = await stat(path).catch(() => undefined);
  if (!status?.isFile()) return { folder: path };
  const real = await realpath(path);
  return { folder: dirname(real), file: basename(real) };
};
