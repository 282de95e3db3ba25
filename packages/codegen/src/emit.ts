import { bundleSchema } from "./bundle/bundle-schema.ts";
import { emitNames } from "./names/emit-names.ts";
import type { SchemaSet } from "./schema/schema-set.ts";
import { jsonText } from "./source-text/literals.ts";
import { emitTypes } from "./types/emit-types.ts";
import { emitTypedValidators, emitValidators, emitValidatorTypes } from "./validators/emit-validators.ts";
import { emitZod } from "./zod/emit-zod.ts";

/** What can be generated. */
export type EmitKind = "types" | "names" | "validators" | "commonjs" | "zod" | "schemas";

/** Path inside the output folder (with `/`) to the text of the file. */
export type OutputFiles = ReadonlyMap<string, string>;

/** What validators are written in: TypeScript, or JavaScript with a file of declarations. */
export type ValidatorLanguage = "ts" | "js";

interface EmitSettings {
  /** The module that emitted names and validators import their types from; by default the emitted types. */
  readonly typesFrom?: string | undefined;
  /** What validators are written in; `ts` by default. */
  readonly validators?: ValidatorLanguage | undefined;
}

type Files = readonly (readonly [string, string])[];

type Emitter = (set: SchemaSet, typesFrom: string, language: ValidatorLanguage) => Files | Promise<Files>;

const json = (value: unknown): string => `${jsonText(value, 2)}\n`;

const validatorFiles: { readonly [Language in ValidatorLanguage]: (set: SchemaSet, typesFrom: string) => Files } = {
  ts: (set, typesFrom) => [["validators.ts", emitTypedValidators(set, typesFrom)]],
  js: (set, typesFrom) => [
    ["validators.js", emitValidators(set)],
    ["validators.d.ts", emitValidatorTypes(set, typesFrom)],
  ],
};

const emitters: { readonly [Kind in EmitKind]: Emitter } = {
  types: async (set) => [["types.ts", await emitTypes(set)]],
  names: (set, typesFrom) => [["names.ts", emitNames(set, typesFrom)]],
  validators: (set, typesFrom, language) => validatorFiles[language](set, typesFrom),
  commonjs: (set, typesFrom) => [
    ["validators.cjs", emitValidators(set, "commonjs")],
    ["validators.d.cts", emitValidatorTypes(set, typesFrom)],
  ],
  zod: (set) => [["zod.ts", emitZod(set)]],
  schemas: (set) => set.roots.map((root) => [root.file, json(bundleSchema(set, root))]),
};

/** Every kind of output, in the order in which it is made. */
export const emitKinds: readonly EmitKind[] = ["types", "names", "validators", "commonjs", "zod", "schemas"];

/** The kinds whose files import types. */
const importsTypes: ReadonlySet<EmitKind> = new Set(["names", "validators", "commonjs"]);

/**
 * Makes the chosen files of a schema set, with the types where others import them and nothing else is said to have them.
 *
 * Pure: nothing is read or written.
 */
export const emit = async (
  set: SchemaSet,
  kinds: readonly EmitKind[],
  { typesFrom, validators = "ts" }: EmitSettings = {},
): Promise<OutputFiles> => {
  const needsTypes = typesFrom === undefined && kinds.some((kind) => importsTypes.has(kind));
  const all = new Set<EmitKind>([...(needsTypes ? (["types"] as const) : []), ...kinds]);
  const from = typesFrom ?? "./types.js";
  const files = await Promise.all([...all].map(async (kind) => emitters[kind](set, from, validators)));
  return new Map(files.flat());
};
