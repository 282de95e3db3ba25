import { basename, resolve } from "node:path";
import { FoldersError } from "./output/folders-error.ts";

/** Schemas that are read together. */
export interface SchemaFolder {
  /** The folder, or the path of one schema. */
  readonly schemas: string;
  /** The subfolder of the output folder for their files; `undefined` if there is only one folder of schemas. */
  readonly name: string | undefined;
}

const nameOf = (schemas: string): string => basename(resolve(schemas)).replace(/(?:\.schema)?\.(?:json|ya?ml)$/, "");

/**
 * The folders of schemas of one run. Where there are several, each has a folder of its own in the output.
 *
 * @throws FoldersError when there is none, or one has a name that is taken
 */
export const schemaFolders = (schemas: string | readonly string[]): readonly SchemaFolder[] => {
  if (typeof schemas === "string") return [{ schemas, name: undefined }];
  const folders = [...new Set(schemas)];
  const [only] = folders;
  if (only === undefined) throw new FoldersError("No folder of schemas is given.");
  if (folders.length === 1) return [{ schemas: only, name: undefined }];
  const named = folders.map((folder) => ({ schemas: folder, name: nameOf(folder) }));
  const taken = new Set(["", "runtime.ts", "runtime.js", "runtime.cjs"]);
  for (const { schemas: folder, name } of named) {
    // Some file systems don't tell letters of two cases apart.
    if (taken.has(name.toLowerCase()))
      throw new FoldersError(
        `The output of ${folder} needs a folder called "${name}", which is taken; rename the folder.`,
      );
    taken.add(name.toLowerCase());
  }
  return named;
};

/**
 * Those of some places, by `FILE#POINTER`, that stand in one of the folders. Where there are several, each place begins
 * with the name of its folder.
 *
 * @throws FoldersError for a place that begins with no folder's name
 */
export const placesIn = (
  { name }: SchemaFolder,
  places: readonly string[],
  folders: readonly SchemaFolder[],
): readonly string[] => {
  if (name === undefined) return places;
  const lost = places.find((place) => !folders.some((folder) => place.startsWith(`${folder.name}/`)));
  if (lost !== undefined)
    throw new FoldersError(
      `${lost} is in none of the folders of schemas; begin it with one of their names: ${name}/...`,
    );
  return places.filter((place) => place.startsWith(`${name}/`)).map((place) => place.slice(name.length + 1));
};
