import { addressOfFile } from "./addresses.ts";
import { addressesOf } from "./references.ts";
import { referencesIn } from "./references-in.ts";

/** Documents by their names, not yet checked. */
export type Documents = ReadonlyMap<string, unknown>;

/** A file that an address stands for, and that may be there. */
export interface Found {
  /** What the document is called from then on. */
  readonly file: string;
  /** Reads the document; `undefined` where there is none. */
  readonly read: () => Promise<unknown>;
}

/**
 * Reads what some documents refer to, and what that refers to in turn, each file once.
 *
 * @param find names the file that an address without its fragment stands for, if it stands for any
 */
export const followReferences = async (
  documents: Documents,
  find: (address: string) => Found | undefined,
): Promise<Documents> => {
  const library = new Map<string, unknown>();
  const missing = new Set<string>();
  const waiting = [...documents];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [file, document] = next;
    for (const ref of referencesIn(document)) {
      for (const address of addressesOf(ref, addressOfFile(file), file)) {
        const found = find(address.split("#")[0] ?? "");
        if (!found || documents.has(found.file) || library.has(found.file) || missing.has(found.file)) continue;
        const read = await found.read();
        if (read === undefined) missing.add(found.file);
        else {
          library.set(found.file, read);
          waiting.push([found.file, read]);
        }
      }
    }
  }
  return library;
};
