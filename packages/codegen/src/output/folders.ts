import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isWithin } from "@email-events/json-schema";
import type { EmitKind } from "../emit.ts";
import { FoldersError } from "./folders-error.ts";

/** The two folders of a generation. */
export interface Folders {
  readonly schemas: string;
  readonly out: string;
}

/**
 * Refuses empty folder names, as from an unset variable, which would mean the current folder.
 *
 * @throws FoldersError
 */
export const refuseUnnamed = ({ schemas, out }: Folders): void => {
  if (schemas === "") throw new FoldersError(`The folder of schemas has no name; "." is the current folder.`);
  if (out === "") throw new FoldersError(`The folder to write to has no name; "." is the current folder.`);
};

/** The real path of a path, which needn't exist. */
const realPathOf = async (path: string): Promise<string> => {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await realPathOf(parent), basename(path));
  }
};

/**
 * Refuses folders that overlap such that schemas could be replaced, or output read as schemas.
 *
 * Code inside the schema folder is harmless: only JSON and YAML files are read as schemas.
 *
 * @param files the schemas that were read, by their paths inside their folder
 * @throws FoldersError
 */
export const refuseOverlap = async (
  { schemas, out }: Folders,
  kinds: readonly EmitKind[],
  files: Iterable<string>,
): Promise<void> => {
  const [input, output] = await Promise.all([schemas, out].map((folder) => realPathOf(resolve(folder))));
  if (input === undefined || output === undefined) return;
  if (isWithin(input, output)) {
    throw new FoldersError(`The output folder ${out} contains the schemas in ${schemas}; choose another folder.`);
  }
  if (!isWithin(output, input)) return;
  if (kinds.includes("schemas")) {
    throw new FoldersError(`Schemas written to ${out} would be read as schemas of ${schemas}; choose another folder.`);
  }
  for (const file of files) {
    if (!isWithin(join(input, file), output)) continue;
    throw new FoldersError(`The output folder ${out} contains the schema ${file}; choose another folder.`);
  }
};
