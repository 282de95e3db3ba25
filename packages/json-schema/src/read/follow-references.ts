import { addressesOf } from "../resolve/locate.ts";
import type { Documents } from "./intake.ts";
import { addressesIn, outsideOf, referencesIn } from "./references-in.ts";

/** The file for an address. */
export interface Found {
  /** The name of the document. */
  readonly file: string;
  /** Reads the document; `undefined` where there is none. */
  readonly read: () => Promise<unknown>;
}

/**
 * Reads all documents that some documents refer to, transitively, each file once.
 *
 * @param find returns the file for an address without fragment; `undefined` if there is none
 */
export const followReferences = async (
  documents: Documents,
  find: (address: string) => Found | Promise<Found | undefined> | undefined,
): Promise<Documents> => {
  const library = new Map<string, unknown>();
  const missing = new Set<string>();
  // An $id takes precedence over a file at the same address.
  const taken = new Set<string>();
  const take = (file: string, document: unknown): void =>
    addressesIn(document, outsideOf(file)).forEach((address) => taken.add(address));

  const follow = async (address: string): Promise<readonly [string, unknown] | undefined> => {
    if (taken.has(address)) return undefined;
    const found = await find(address);
    if (!found || documents.has(found.file) || library.has(found.file) || missing.has(found.file)) return undefined;
    const read = await found.read();
    if (read === undefined) {
      missing.add(found.file);
      return undefined;
    }
    library.set(found.file, read);
    take(found.file, read);
    return [found.file, read];
  };

  for (const [file, document] of documents) take(file, document);
  const waiting: (readonly [string, unknown])[] = [...documents];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [file, document] = next;
    for (const { ref, ...bases } of referencesIn(document, outsideOf(file))) {
      for (const address of addressesOf(ref, { ...bases, file })) {
        const read = await follow(address.split("#")[0] ?? "");
        if (read) waiting.push(read);
      }
    }
  }
  return library;
};
