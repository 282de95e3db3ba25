import { inFolder, jsonFileName, type SchemaSet } from "@email-events/json-schema";
import { bundleSchema } from "./bundle/bundle-schema.ts";
import { type EmittedModule, printModule, type RuntimeMode, sharedRuntime } from "./emitted-module.ts";
import { emitNames } from "./names/emit-names.ts";
import { banner } from "./output/banner.ts";
import { jsonText } from "./source-text/literals.ts";
import { type ExportedTypes, exportedTypesName, listTypes } from "./types/exported-types.ts";
import { emitTypes } from "./types/emit-types.ts";
import { emitValidatorTypes, validatorsModule } from "./validators/emit-validators.ts";
import { emitPossibleZod, refuseOmissions } from "./zod/emit-zod.ts";

/** The kinds of output. */
export type EmitKind = "types" | "names" | "validators" | "commonjs" | "zod" | "schemas";

/** Path inside the output folder (with `/`) to the text of the file. */
export type OutputFiles = ReadonlyMap<string, string>;

/** The language of validators: TypeScript, or JavaScript with a declaration file. */
export type ValidatorLanguage = "ts" | "js";

interface EmitSettings {
  /** The module that emitted names and validators import their types from; by default the emitted types. */
  readonly typesFrom?: string | undefined;
  /** Whether a schema that zod can't express is refused; by default it is left out, with a comment. */
  readonly strict?: boolean | undefined;
  /** Types of packages, which are imported instead of declared. */
  readonly exported?: ExportedTypes;
  /** The language of validators; `ts` by default. */
  readonly validators?: ValidatorLanguage | undefined;
  /** Whether validators and zod schemas import the runtime from one module; by default each has a copy. */
  readonly runtime?: RuntimeMode | undefined;
}

/** Files, of which those that call the runtime are printed last. */
type Files = readonly (readonly [string, string | EmittedModule])[];

interface Chosen {
  readonly typesFrom: string;
  readonly strict: boolean;
  readonly exported: ExportedTypes;
  readonly validators: ValidatorLanguage;
}

type Emitter = (set: SchemaSet, chosen: Chosen) => Files | Promise<Files>;

const json = (value: unknown): string => `${jsonText(value, 2)}\n`;

const validatorFiles: { readonly [Language in ValidatorLanguage]: (set: SchemaSet, typesFrom: string) => Files } = {
  ts: (set, typesFrom) => [["validators.ts", validatorsModule(set, { typesFrom })]],
  js: (set, typesFrom) => [
    ["validators.js", validatorsModule(set)],
    ["validators.d.ts", emitValidatorTypes(set, typesFrom)],
  ],
};

const emitters: { readonly [Kind in EmitKind]: Emitter } = {
  types: async (set, { exported }) => [["types.ts", await emitTypes(set, exported)]],
  names: (set, { typesFrom }) => {
    const names = emitNames(set, typesFrom);
    return names === undefined ? [] : [["names.ts", names]];
  },
  validators: (set, { validators, typesFrom }) => validatorFiles[validators](set, typesFrom),
  commonjs: (set, { typesFrom }) => [
    ["validators.cjs", validatorsModule(set, { kind: "commonjs" })],
    ["validators.d.cts", emitValidatorTypes(set, typesFrom, "commonjs")],
  ],
  zod: (set, { strict }) => {
    const emitted = emitPossibleZod(set);
    if (strict) refuseOmissions(emitted);
    return [["zod.ts", emitted.module]];
  },
  schemas: (set) => {
    const files = new Set(set.roots.map((root) => root.file));
    return [
      ...set.roots.map((root) => [jsonFileName(root.file, files), json(bundleSchema(set, root))] as const),
      [exportedTypesName, json(listTypes(set))],
    ];
  },
};

/** Every kind of output, in order. */
export const emitKinds: readonly EmitKind[] = ["types", "names", "validators", "commonjs", "zod", "schemas"];

/** The kinds whose files import types. */
const importsTypes: ReadonlySet<EmitKind> = new Set(["names", "validators", "commonjs"]);

/** The files of one schema set. */
const filesOf = async (
  set: SchemaSet,
  kinds: readonly EmitKind[],
  { typesFrom, strict = false, exported = new Map(), validators = "ts" }: EmitSettings,
): Promise<Files> => {
  const needsTypes = typesFrom === undefined && kinds.some((kind) => importsTypes.has(kind));
  const all = new Set<EmitKind>([...(needsTypes ? (["types"] as const) : []), ...kinds]);
  const chosen: Chosen = { typesFrom: typesFrom ?? "./types.js", strict, exported, validators };
  const files = await Promise.all([...all].map(async (kind) => emitters[kind](set, chosen)));
  return files.flat();
};

/** A schema set, and the folder of its files inside the output folder: none, or a name. */
export interface EmittedSet {
  readonly set: SchemaSet;
  readonly folder: string | undefined;
  readonly exported?: ExportedTypes;
}

/**
 * Whether a file has a copy of the runtime: unless the mode is `shared`, and always for a TypeScript file next to
 * validators in JavaScript, since TypeScript finds no types for a shared runtime in JavaScript.
 */
const hasCopy = ({ language }: EmittedModule, { validators, runtime }: EmitSettings): boolean =>
  runtime !== "shared" || (language === "typescript" && validators === "js");

/**
 * Emits the chosen kinds of files for some schema sets, and the types if another kind imports them and `typesFrom`
 * isn't set.
 *
 * Pure: nothing is read or written.
 */
export const emitAll = async (
  sets: readonly EmittedSet[],
  kinds: readonly EmitKind[],
  settings: EmitSettings = {},
): Promise<OutputFiles> => {
  const shared: EmittedModule[] = [];
  const files = new Map<string, string>();
  for (const { set, folder, exported = new Map() } of sets) {
    const made = await filesOf(set, kinds, { ...settings, exported }).catch((error: unknown) => {
      throw inFolder(folder, set.written.inError(error));
    });
    for (const [name, file] of made) {
      const path = folder === undefined ? name : `${folder}/${name}`;
      if (typeof file === "string") files.set(path, file);
      else if (hasCopy(file, settings)) files.set(path, printModule(file));
      else {
        shared.push(file);
        files.set(path, printModule(file, folder === undefined ? "./" : "../"));
      }
    }
  }
  return new Map([...files, ...sharedRuntime(shared, banner([]))]);
};

/** The same for one set, in the output folder itself. */
export const emit = (set: SchemaSet, kinds: readonly EmitKind[], settings: EmitSettings = {}): Promise<OutputFiles> =>
  emitAll([{ set, folder: undefined, exported: settings.exported ?? new Map() }], kinds, settings);
