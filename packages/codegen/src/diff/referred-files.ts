import { addressOfFile } from "../schema/addresses.ts";
import { addressesOf, packagesFolder } from "../schema/references.ts";
import { fieldsOf, schemasBelow } from "./applicators.ts";
import { decode, type SchemaDocuments } from "./schema-folder.ts";

const referenceKeywords = ["$ref", "$dynamicRef"] as const;

const referencesIn = (schema: unknown): readonly string[] => {
  const own = referenceKeywords.map((keyword) => fieldsOf(schema)?.get(keyword));
  return [
    ...own.filter((ref) => typeof ref === "string"),
    ...schemasBelow("", schema).flatMap((child) => referencesIn(child.schema)),
  ];
};

const folderAddress = "file:///";

/** The file that an address stands for, when it is one of the folder's own. */
const fileAt = (address: string): string | undefined => {
  const [bare = ""] = address.split("#");
  if (!bare.startsWith(folderAddress) || !bare.endsWith(".json")) return undefined;
  const file = decode(bare.slice(folderAddress.length));
  return file.startsWith(packagesFolder) || file.split(/[/\\]/).includes("..") ? undefined : file;
};

const filesIn = (file: string, document: unknown): readonly string[] =>
  referencesIn(document)
    .flatMap((ref) => addressesOf(ref, addressOfFile(file), file))
    .map(fileAt)
    .filter((found) => found !== undefined);

/**
 * Adds the files of a folder, whatever their ending, that its schemas refer to, and what those refer to in turn: the
 * same files that generation reads. Packages are left out.
 *
 * @param read gives a file's document, or `undefined` where there is no such file
 */
export const addReferred = async (
  documents: SchemaDocuments,
  read: (file: string) => Promise<unknown>,
): Promise<SchemaDocuments> => {
  const all = new Map(documents);
  const waiting = [...documents].flatMap(([file, document]) => filesIn(file, document));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (all.has(file)) continue;
    const document = await read(file);
    if (document === undefined) continue;
    all.set(file, document);
    waiting.push(...filesIn(file, document));
  }
  return all;
};
