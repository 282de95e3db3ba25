import { followReferences, type Found } from "./follow-references.ts";
import type { Documents, Intake } from "./intake.ts";

/** More files than handwritten schemas have in a row, each found through a group of another; a bound for hostile ones. */
const mostRounds = 100;

/** Converted documents, and the converted documents that they refer to. */
export interface ConvertedFolder {
  readonly documents: Documents;
  readonly library: Documents;
}

/**
 * Converts documents, and all documents that they refer to, transitively. Each file is read once.
 *
 * @param originals the documents before their conversion
 * @param find returns the file for an address without fragment, with what reads it; `undefined` if there is none
 */
export const convertFolder = async (
  intake: Intake,
  originals: Documents,
  find: (address: string) => Found | Promise<Found | undefined> | undefined,
): Promise<ConvertedFolder> => {
  const reads = new Map<string, unknown>();
  const readOnce = async ({ file, read }: Found): Promise<unknown> => {
    if (!reads.has(file)) reads.set(file, await read());
    return reads.get(file);
  };
  const findConverted = async (address: string): Promise<Found | undefined> => {
    const found = await find(address);
    if (found === undefined) return undefined;
    const read = async (): Promise<unknown> => {
      const document = await readOnce(found);
      return document === undefined ? undefined : intake.convert(found.file, document);
    };
    return { file: found.file, read };
  };
  for (let round = 1; ; round += 1) {
    const documents = new Map(
      [...originals].map(([file, document]) => [file, intake.convert(file, document)] as const),
    );
    const library = await followReferences(documents, findConverted);
    // Each further round reads files that only parts refer to which weren't read before.
    if (!intake.isIncomplete(new Map([...documents, ...library])) || round === mostRounds) {
      return { documents: intake.finish(documents), library: intake.finish(library) };
    }
  }
};
