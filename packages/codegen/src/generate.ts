import {
  createSchemaSet,
  type FormatMode,
  inFolder,
  type IntakeOptions,
  listInWords,
  printable,
  readSchemaFolder,
  type UnknownFormats,
} from "@email-events/json-schema";
import { findDefaultKinds } from "./default-kinds.ts";
import { emitAll, type EmitKind, type EmittedSet, type OutputFiles, type ValidatorLanguage } from "./emit.ts";
import type { RuntimeMode } from "./emitted-module.ts";
import { emitNotes } from "./emit-notes.ts";
import { formatCode } from "./format-code.ts";
import { refuseOverlap, refuseUnnamed } from "./output/folders.ts";
import { compareFolder, updateFolder } from "./output/output-folder.ts";
import { manifestName, withManifest } from "./output/output-manifest.ts";
import { placesIn, type SchemaFolder, schemaFolders } from "./schema-folders.ts";
import { refusalOf } from "./refusal-of.ts";
import { type ReadExportedTypes, readExportedTypes } from "./types/read-exported-types.ts";

/** Whether types of packages are imported or declared. */
export type TypesMode = "import" | "inline";

const noTypes: ReadExportedTypes = { types: new Map(), files: new Set(), notes: [] };

/** What is generated of which schemas, and where to. */
export interface GenerateOptions extends IntakeOptions {
  /**
   * Folder with `*.schema.json`, `*.schema.yaml` or `*.schema.yml` files, folders below it included (if there are none,
   * those whose `$schema` names JSON Schema); or the path of one schema. Of several folders, each gets a subfolder of
   * its name in the output, and places in it begin with that name.
   */
  readonly schemas: string | readonly string[];
  /** The output folder. It must contain nothing else. */
  readonly out: string;
  /**
   * What to emit; by default `types`, `names` and `validators`, and `zod` if zod 4 is installed for the output folder.
   * Names and validators include their types.
   */
  readonly emit?: readonly EmitKind[] | undefined;
  /** Module that emitted names and validators import their types from; the emitted types by default. */
  readonly typesFrom?: string | undefined;
  /** Whether types that packages export are imported from them (`import`, the default) or declared (`inline`). */
  readonly types?: TypesMode | undefined;
  /** Whether validators are written as `validators.ts` (`ts`, the default), or as `validators.js` with declarations. */
  readonly validators?: ValidatorLanguage | undefined;
  /** Whether emitted files import what they share from one module (`shared`, the default) or each has a copy (`inline`). */
  readonly runtime?: RuntimeMode | undefined;
  /** Whether validators check `format` (`assert`, the default) or treat it as an annotation (`annotate`). */
  readonly formats?: FormatMode | undefined;
  /** Whether formats that validators can't check are annotations (`annotate`, the default) or refused. */
  readonly unknownFormats?: UnknownFormats | undefined;
  /** Places at or below which slow patterns are allowed: `FILE#POINTER`, or the pointer alone. */
  readonly allowPatterns?: readonly string[] | undefined;
  /** Chosen names of types by place: `FILE#POINTER`, or `#POINTER` where only one file has it. */
  readonly typeNames?: Readonly<Record<string, string>> | undefined;
  /** Whether a schema that zod can't express is refused; by default it is left out of `zod.ts`, with a note. */
  readonly strict?: boolean | undefined;
  /** Only compare; write nothing. */
  readonly check?: boolean | undefined;
}

/** What `generate` wrote, or would write. */
export interface GenerateResult {
  /** The generated files, by path inside the output folder; without the manifest. */
  readonly files: readonly string[];
  /** Files that were written or removed (with `check`: would have been). Empty if everything is up to date. */
  readonly changed: readonly string[];
  /** Those of them that were removed (or would have been), since they are no longer generated. */
  readonly removed: readonly string[];
  /** Notes on the schemas, one sentence each. */
  readonly notes: readonly string[];
  /** The TypeScript name of each declared place, by the place: `click.schema.json#` or `common.schema.json#/$defs/id`. */
  readonly names: ReadonlyMap<string, string>;
}

/** The output folder has unmanaged files, which are never replaced or removed. */
export class ForeignFilesError extends Error {
  override readonly name = "ForeignFilesError";

  constructor(folder: string, files: readonly string[]) {
    super(
      `${printable(folder, 300)} holds files that generation didn't write (${listInWords(files)}) or that were changed since; ` +
        "move or remove them, or choose another folder",
    );
  }
}

/** The kinds whose code executes patterns; the others only quote them. */
const runsPatterns: ReadonlySet<EmitKind> = new Set(["validators", "commonjs", "zod"]);

interface ReadSet {
  readonly emitted: EmittedSet;
  readonly notes: readonly string[];
  /** The names of its declared places. */
  readonly names: GenerateResult["names"];
}

const readSet = async (
  folder: SchemaFolder,
  { typeNames = {}, types = "import", allowPatterns = [], ...options }: GenerateOptions,
  kinds: readonly EmitKind[],
): Promise<ReadSet> => {
  const { schemas, name } = folder;
  const before = name === undefined ? "" : `${name}/`;
  const own = (places: readonly string[]) => placesIn(folder, places, schemaFolders(options.schemas));
  const { documents, library, notes } = await readSchemaFolder(schemas, options).catch((error: unknown) => {
    throw inFolder(name, error);
  });
  await refuseOverlap({ schemas, out: options.out }, kinds, documents.keys());
  try {
    const set = createSchemaSet(documents, {
      ...options,
      allowPatterns: own(allowPatterns),
      library,
      typeNames: new Map(own(Object.keys(typeNames)).map((place) => [place, typeNames[`${before}${place}`] ?? ""])),
      runsPatterns: kinds.some((kind) => runsPatterns.has(kind)),
    });
    const exported = types === "import" ? await readExportedTypes(schemas, library.keys()) : noTypes;
    const all = [...notes, ...set.notes, ...emitNotes(set, kinds, exported)];
    return {
      emitted: { set, folder: name, exported: exported.types },
      notes: name === undefined ? all : all.map((note) => `${name}: ${note}`),
      names: new Map(set.declared.map((node) => [`${before}${set.written.placeOf(node)}`, set.nameOf(node)])),
    };
  } catch (error) {
    throw inFolder(name, refusalOf(schemas, error));
  }
};

const makeFiles = async (
  options: GenerateOptions,
  kinds: readonly EmitKind[],
): Promise<Pick<GenerateResult, "names" | "notes"> & { readonly files: OutputFiles }> => {
  const { typesFrom, strict, validators, runtime = "shared" } = options;
  const sets: ReadSet[] = [];
  for (const folder of schemaFolders(options.schemas)) sets.push(await readSet(folder, options, kinds));
  try {
    const emitted = await emitAll(
      sets.map((one) => one.emitted),
      kinds,
      { typesFrom, strict, validators, runtime },
    );
    const { files, notes } = await formatCode(emitted);
    return {
      files,
      notes: [...sets.flatMap((one) => one.notes), ...notes],
      names: new Map(sets.flatMap((one) => [...one.names])),
    };
  } catch (error) {
    throw refusalOf([options.schemas].flat().join(", "), error);
  }
};

/**
 * Generates code from a folder of JSON Schemas.
 *
 * All files are made before the first is written, so a refused schema leaves the folder unchanged.
 *
 * @throws SchemaError when a schema is refused
 * @throws ForeignFilesError when the output folder has unmanaged files
 * @throws FoldersError when a folder is unnamed, or the folders overlap
 */
export const generate = async (options: GenerateOptions): Promise<GenerateResult> => {
  for (const { schemas } of schemaFolders(options.schemas)) refuseUnnamed({ schemas, out: options.out });
  const { kinds, notes: kindNotes } = options.emit
    ? { kinds: options.emit, notes: [] }
    : await findDefaultKinds(options.out);
  const { files, notes, names } = await makeFiles(options, kinds);
  const wanted = withManifest(files);
  const difference = await compareFolder(options.out, wanted);
  if (difference.foreign.length > 0) throw new ForeignFilesError(options.out, difference.foreign);
  if (!options.check) await updateFolder(options.out, wanted, difference);
  const changed = [...difference.missing, ...difference.stale, ...difference.outdated];
  const emitted = changed.filter((file) => file !== manifestName);
  return {
    files: [...files.keys()],
    // The manifest changes with the files; it is only listed if nothing else changed.
    changed: emitted.length > 0 ? emitted : changed,
    removed: difference.outdated,
    notes: [...kindNotes, ...notes],
    names,
  };
};
