import { jsonFileName, type SchemaSet } from "@email-events/json-schema";
import { bundleSchema } from "./bundle/bundle-schema.ts";
import { emitNames } from "./names/emit-names.ts";
import { jsonText } from "./source-text/literals.ts";
import { type ExportedTypes, exportedTypesName, listTypes } from "./types/exported-types.ts";
import { emitTypes } from "./types/emit-types.ts";
import { emitTypedValidators, emitValidators, emitValidatorTypes } from "./validators/emit-validators.ts";
import { emitPossibleZod, emitZod } from "./zod/emit-zod.ts";

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
}

type Files = readonly (readonly [string, string])[];

interface Chosen {
  readonly typesFrom: string;
  readonly strict: boolean;
  readonly exported: ExportedTypes;
  readonly validators: ValidatorLanguage;
}

type Emitter = (set: SchemaSet, chosen: Chosen) => Files | Promise<Files>;

const json = (value: unknown): string => `${jsonText(value, 2)}\n`;

const validatorFiles: { readonly [Language in ValidatorLanguage]: (set: SchemaSet, typesFrom: string) => Files } = {
  ts: (set, typesFrom) => [["validators.ts", emitTypedValidators(set, typesFrom)]],
  js: (set, typesFrom) => [
    ["validators.js", emitValidators(set)],
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
    ["validators.cjs", emitValidators(set, "commonjs")],
    ["validators.d.cts", emitValidatorTypes(set, typesFrom)],
  ],
  zod: (set, { strict }) => [["zod.ts", strict ? emitZod(set) : emitPossibleZod(set).source]],
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

/**
 * Emits the chosen files of a schema set, and the types if other files import them from the output.
 *
 * Pure: nothing is read or written.
 */
export const emit = async (
  set: SchemaSet,
  kinds: readonly EmitKind[],
  { typesFrom, strict = false, exported = new Map(), validators = "ts" }: EmitSettings = {},
): Promise<OutputFiles> => {
  const needsTypes = typesFrom === undefined && kinds.some((kind) => importsTypes.has(kind));
  const all = new Set<EmitKind>([...(needsTypes ? (["types"] as const) : []), ...kinds]);
  const chosen: Chosen = { typesFrom: typesFrom ?? "./types.js", strict, exported, validators };
  const files = await Promise.all([...all].map(async (kind) => emitters[kind](set, chosen)));
  return new Map(files.flat());
};
