export { type EmitKind, emitKinds, type ValidatorLanguage } from "./emit.ts";
export type { RuntimeMode } from "./emitted-module.ts";
export { FoldersError } from "./output/folders-error.ts";
export { ForeignFilesError, generate, type GenerateOptions, type GenerateResult, type TypesMode } from "./generate.ts";
export {
  type FormatMode,
  type IntakeOptions,
  SchemaError,
  SchemaErrors,
  type SourceDialect,
  sourceDialects,
  type UnknownFormats,
  type UnknownKeywords,
} from "@email-events/json-schema";
export type { Terminal } from "./terminal.ts";
export { main } from "./main.ts";
export {
  type Bump,
  type Change,
  type ChangeKind,
  ChangesetError,
  changeKinds,
  diffSchemas,
  type GateOptions,
  type GateResult,
  type BreakingFor,
  type Role,
  runGate,
  type SchemaDocuments,
  UnknownCommitError,
  updateChangeset,
  type Verdict,
} from "@email-events/schema-diff";
