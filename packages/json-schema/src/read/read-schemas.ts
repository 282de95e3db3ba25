import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { convertFolder } from "./convert-folder.ts";
import { findDocument } from "./find-document.ts";
import { findUnread } from "./find-unread.ts";
import { createIdSearch } from "./index-ids.ts";
import { createIntake, type Documents, type IntakeOptions } from "./intake.ts";
import { listSchemas, noSchemas } from "../files/list-schemas.ts";
import { dialectNotes } from "./dialect-notes.ts";
import { createRefusals } from "../check/refusals.ts";
import { listInWords } from "../list-in-words.ts";
import { SchemaError } from "../schema-error.ts";
import { namesJsonSchema } from "../files/schema-names.ts";
import { createSourceFiles, type SourceFiles, TooMuchError } from "../files/source-files.ts";

/** The input of one generation, or of one side of a diff. */
export interface ReadFolder {
  /** The schemas of the folder: path inside it (with `/`) to document, converted to 2020-12 or draft-07. */
  readonly documents: Documents;
  /** Other referenced documents: files of packages and of the folder, and metaschemas. */
  readonly library: Documents;
  /** Notes on how the files were read, one sentence each. */
  readonly notes: readonly string[];
}

/** A folder that is being read. Each file has one name. */
interface OpenFolder {
  readonly folder: string;
  readonly root: string;
  readonly sources: SourceFiles;
  readonly names: Map<string, string>;
}

const readInFolder = async ({ root, sources, names }: OpenFolder, file: string): Promise<unknown> => {
  const path = join(root, file);
  const document = await sources.read({ file, path, within: root, owner: "the schema folder" });
  if (document === undefined) return undefined;
  const real = await realpath(path);
  const other = names.get(real) ?? file;
  if (other !== file) {
    const problem = `this is the same file as ${other}, by a link; use one of the two names`;
    throw new SchemaError(file, "", problem);
  }
  names.set(real, file);
  return document;
};

/** Reads files one after the other, to bound memory, and reports all refusals at once. */
const readFiles = async (opened: OpenFolder, files: readonly string[]): Promise<Documents> => {
  const refusals = createRefusals();
  const documents = new Map<string, unknown>();
  for (const file of files) {
    try {
      const document = await readInFolder(opened, file);
      if (document === undefined)
        throw new SchemaError(file, "", "this is a link that leads nowhere, in a circle or to a folder");
      documents.set(file, document);
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      refusals.add(error);
    }
  }
  refusals.throwIfAny();
  return documents;
};

/** Reads the files with a `$schema` of JSON Schema. Other files, invalid JSON included, are ignored. */
const readCandidates = async (opened: OpenFolder, files: readonly string[]): Promise<Documents> => {
  const documents = new Map<string, unknown>();
  for (const file of files) {
    try {
      const document = await readInFolder(opened, file);
      if (namesJsonSchema(document)) documents.set(file, document);
    } catch (error) {
      if (!(error instanceof SchemaError) || error instanceof TooMuchError) throw error;
    }
  }
  return documents;
};

interface ReadDocuments extends OpenFolder {
  readonly documents: Documents;
  /** Unread files of the folder that may be schemas. */
  readonly others: readonly string[];
}

const openFolder = async (path: string): Promise<ReadDocuments> => {
  const { folder, root, files, candidates } = await listSchemas(path);
  const opened: OpenFolder = { folder, root, sources: createSourceFiles(), names: new Map() };
  const isNamed = files.length > 0;
  const documents = isNamed ? await readFiles(opened, files) : await readCandidates(opened, candidates);
  if (documents.size === 0) throw noSchemas(path);
  return { ...opened, documents, others: isNamed ? candidates : [] };
};

/**
 * Reads the schemas of a folder and of the folders below it: `*.schema.json`, `*.schema.yaml` and `*.schema.yml` files,
 * or if there are none, the JSON and YAML files whose `$schema` names JSON Schema. For the path of a file, reads
 * that file.
 *
 * @returns path inside the folder (with `/`) to schema, not yet checked
 * @throws SchemaError when there is no such folder or no file in it, or when a file can't be read as a schema
 */
export const readSchemas = async (folder: string, options?: IntakeOptions): Promise<Documents> => {
  const { documents } = await openFolder(folder);
  return (await convertFolder(createIntake(options), documents, () => undefined)).documents;
};

/** Notes on files that look like schemas but aren't read because of their names. */
const notesOnUnread = async (root: string, files: readonly string[]): Promise<readonly string[]> => {
  const unread = await findUnread(root, files);
  if (unread.length === 0) return [];
  return [
    `${unread.length} file(s) with a $schema aren't read, since they aren't named *.schema.json and no schema refers to them: ${listInWords(unread)}`,
  ];
};

/**
 * Reads the schemas of a folder and everything they refer to.
 *
 * @throws SchemaError when there is no such folder or no schema in it, or when a file can't be read as a schema
 */
export const readSchemaFolder = async (path: string, options: IntakeOptions = {}): Promise<ReadFolder> => {
  const intake = createIntake(options);
  const { documents, others, ...opened } = await openFolder(path);
  const places = {
    ...opened,
    fileWithId: createIdSearch(opened.root),
    mapRef: options.mapRef ?? new Map<string, string>(),
    readInFolder: (file: string) => readInFolder(opened, file),
  };
  const { library, documents: own } = await convertFolder(intake, documents, (address) =>
    findDocument(places, address),
  );
  const unread = others.filter((file) => !library.has(file));
  return {
    documents: own,
    library,
    notes: [...dialectNotes(intake, options.dialect ?? "2020-12"), ...(await notesOnUnread(opened.root, unread))],
  };
};
