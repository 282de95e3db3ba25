export * from "./generated/airship/zod.ts";
export * from "./generated/bulk-tracking/zod.ts";
export * from "./generated/semantic/zod.ts";
