import { join } from "node:path";
import { relativeIds, resolveAddress } from "../resolve/addresses.ts";
import { listDocuments } from "../files/list-schemas.ts";
import { SchemaError } from "../schema-error.ts";
import { createSourceFiles } from "../files/source-files.ts";

/** The address of a document without fragment: its `$id`, or `id` before draft-06. */
const ownAddress = (document: unknown): string | undefined => {
  if (typeof document !== "object" || document === null) return undefined;
  const id: unknown = Reflect.get(document, "$id") ?? Reflect.get(document, "id");
  return typeof id === "string" ? resolveAddress(id, relativeIds)?.split("#")[0] : undefined;
};

/** Reads the addresses of all readable documents in a folder, within the size limits. */
const readIds = async (root: string): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map<string, string>();
  // This search has limits of its own; the schemas that are used are read again.
  const sources = createSourceFiles();
  try {
    for (const file of await listDocuments(root)) {
      const read = sources.read({ file, path: join(root, file), within: root, owner: "the schema folder" });
      const address = ownAddress(
        await read.catch((error: unknown) => (error instanceof SchemaError ? undefined : Promise.reject(error))),
      );
      if (address !== undefined && !ids.has(address)) ids.set(address, file);
    }
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
  }
  return ids;
};

/**
 * Makes a search for the files of a folder by their `$id`s. The folder is read on the first call.
 *
 * @returns the path of a file inside the folder, the first by name where several have one `$id`
 */
export const createIdSearch = (root: string): ((address: string) => Promise<string | undefined>) => {
  let ids: Promise<ReadonlyMap<string, string>> | undefined;
  return async (address) => {
    if (!/^(?:https?|urn|tag|relative-id):/.test(address)) return undefined;
    ids ??= readIds(root);
    return (await ids).get(address);
  };
};
