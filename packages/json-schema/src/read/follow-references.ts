import { addressesOf } from "../resolve/locate.ts";
import type { Documents } from "./intake.ts";
import { addressesIn, outsideOf, referencesIn } from "./references-in.ts";

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
  find: (address: string) => Found | Promise<Found | undefined> | undefined,
): Promise<Documents> => {
  const library = new Map<string, unknown>();
  const missing = new Set<string>();
  // What a document calls itself by its $id is that document, whatever else stands at the address.
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
