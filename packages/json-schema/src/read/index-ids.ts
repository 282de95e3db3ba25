import { join } from "node:path";
import { relativeIds, resolveAddress } from "../resolve/addresses.ts";
import { listDocuments } from "./list-schemas.ts";
import { SchemaError } from "../schema-error.ts";
import { createSourceFiles } from "./source-files.ts";

/** The address that a document gives itself, without a fragment: by `$id`, or by `id` before draft-06. */
const ownAddress = (document: unknown): string | undefined => {
  if (typeof document !== "object" || document === null) return undefined;
  const id: unknown = Reflect.get(document, "$id") ?? Reflect.get(document, "id");
  return typeof id === "string" ? resolveAddress(id, relativeIds)?.split("#")[0] : undefined;
};

/** Reads the addresses of all documents in a folder, as far as they can be read and the limits on reading allow. */
const readIds = async (root: string): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map<string, string>();
  // What is read to look for an address counts for itself: the schemas that are used are read again.
  const sources = createSourceFiles();
  try {
    for (const file of await listDocuments(root)) {
      const read = sources.read({ file, path: join(root, file), within: root, owner: "the folder of schemas" });
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
 * Makes a search for the files of a folder by their `$id`s. The folder is read when it is asked for the first time.
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
