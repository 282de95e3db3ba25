export type * from "./types.ts";
export * from "./names.ts";
