export type { Issue } from "./issue.ts";
export type { Result } from "./result.ts";
export * from "./provisional.ts";
