export type { Bump, Change, Hurts, Role, Verdict } from "./change.ts";
export { type ChangeKind, changeKinds } from "./change-kinds.ts";
export { diffSchemas } from "./diff-schemas.ts";
export { type GateOptions, type GateResult, runGate } from "./gate.ts";
export type { SchemaDocuments } from "./schema-folder.ts";
