import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isWithin, printable } from "@email-events/json-schema";
import type { EmitKind } from "../emit.ts";

/** The two folders of a generation. */
export interface Folders {
  readonly schemas: string;
  readonly out: string;
}

/** The folders that generation was given can't be used together, or one of them has no name. */
export class FoldersError extends Error {
  override readonly name = "FoldersError";

  constructor(message: string) {
    super(printable(message));
  }
}

/**
 * Refuses folders without a name, which an unset variable leaves behind and which would mean the current folder.
 *
 * @throws FoldersError
 */
export const refuseUnnamed = ({ schemas, out }: Folders): void => {
  if (schemas === "") throw new FoldersError(`The folder of schemas has no name; "." is the current folder.`);
  if (out === "") throw new FoldersError(`The folder to write to has no name; "." is the current folder.`);
};

/** Where a path leads once its links are followed; what isn't there yet is taken by its name. */
const realPathOf = async (path: string): Promise<string> => {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await realPathOf(parent), basename(path));
  }
};

/**
 * Refuses folders of which one lies in the other such that schemas could be replaced, or output be read as schemas.
 *
 * Code below its schemas is harmless: only `*.schema.json` files are read.
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
    throw new FoldersError(`${out} would be written, and holds the schemas in ${schemas}; choose another folder.`);
  }
  if (!isWithin(output, input)) return;
  if (kinds.includes("schemas")) {
    throw new FoldersError(`Schemas written to ${out} would be read as schemas of ${schemas}; choose another folder.`);
  }
  for (const file of files) {
    if (!isWithin(join(input, file), output)) continue;
    throw new FoldersError(`${out} would be written, and holds the schema ${file}; choose another folder.`);
  }
};
