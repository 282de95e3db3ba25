// What @email-events/codegen exports. Written by `pnpm api:update`.

export { BreakingFor } from "@email-events/schema-diff";

export { Bump } from "@email-events/schema-diff";

export { Change } from "@email-events/schema-diff";

export { ChangeKind } from "@email-events/schema-diff";

export { ChangesetError } from "@email-events/schema-diff";

export { FormatMode } from "@email-events/json-schema";

export { GateOptions } from "@email-events/schema-diff";

export { GateResult } from "@email-events/schema-diff";

export { IntakeOptions } from "@email-events/json-schema";

export { Role } from "@email-events/schema-diff";

export { SchemaDocuments } from "@email-events/schema-diff";

export { SchemaError } from "@email-events/json-schema";

export { SchemaErrors } from "@email-events/json-schema";

export { SourceDialect } from "@email-events/json-schema";

export { UnknownCommitError } from "@email-events/schema-diff";

export { UnknownFormats } from "@email-events/json-schema";

export { UnknownKeywords } from "@email-events/json-schema";

export { Verdict } from "@email-events/schema-diff";

export { changeKinds } from "@email-events/schema-diff";

export { diffSchemas } from "@email-events/schema-diff";

export { runGate } from "@email-events/schema-diff";

export { sourceDialects } from "@email-events/json-schema";

export { updateChangeset } from "@email-events/schema-diff";

export type EmitKind = "types" | "names" | "validators" | "commonjs" | "zod" | "schemas";

export class FoldersError extends Error {
    readonly name = "FoldersError";
    constructor(message: string);
}

export class ForeignFilesError extends Error {
    readonly name = "ForeignFilesError";
    constructor(folder: string, files: readonly string[]);
}

export interface GenerateOptions extends IntakeOptions {
    readonly schemas: string | readonly string[];
    readonly out: string;
    readonly emit?: readonly EmitKind[] | undefined;
    readonly typesFrom?: string | undefined;
    readonly types?: TypesMode | undefined;
    readonly validators?: ValidatorLanguage | undefined;
    readonly runtime?: RuntimeMode | undefined;
    readonly formats?: FormatMode | undefined;
    readonly unknownFormats?: UnknownFormats | undefined;
    readonly allowPatterns?: readonly string[] | undefined;
    readonly typeNames?: Readonly<Record<string, string>> | undefined;
    readonly strict?: boolean | undefined;
    readonly check?: boolean | undefined;
}

export interface GenerateResult {
    readonly files: readonly string[];
    readonly changed: readonly string[];
    readonly removed: readonly string[];
    readonly notes: readonly string[];
    readonly names: ReadonlyMap<string, string>;
}

export type RuntimeMode = "shared" | "inline";

export interface Terminal {
    readonly out: (line: string) => void;
    readonly error: (line: string) => void;
}

export type TypesMode = "import" | "inline";

export type ValidatorLanguage = "ts" | "js";

export const emitKinds: readonly EmitKind[];

export const generate: (options: GenerateOptions) => Promise<GenerateResult>;

export const main: (args: readonly string[], terminal: Terminal, signal?: AbortSignal) => Promise<number>;
