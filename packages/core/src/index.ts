export * from "./generated/airship/index.ts";
export * from "./generated/bulk-tracking/index.ts";
export * from "./generated/semantic/index.ts";
export type { Issue } from "./issue.ts";
export type { CustomTrackCall, MapOutcome } from "./map-outcome.ts";
export { normalize } from "./normalize.ts";
export type { Result } from "./result.ts";
