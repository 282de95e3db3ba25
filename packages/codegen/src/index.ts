export { type EmitKind, emitKinds } from "./emit.ts";
export { FoldersError } from "./folders.ts";
export { ForeignFilesError, generate, type GenerateOptions, type GenerateResult, type TypesMode } from "./generate.ts";
export type { FormatMode } from "./schema/formats.ts";
export { SchemaError } from "./schema/schema-error.ts";
export type { Terminal } from "./commands/command.ts";
export { main } from "./main.ts";
export * from "./diff/index.ts";
