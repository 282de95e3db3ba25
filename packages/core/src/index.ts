export * from "./generated/airship/names.ts";
export type * from "./generated/airship/types.ts";
export * from "./generated/bulk-tracking/names.ts";
export type * from "./generated/bulk-tracking/types.ts";
export * from "./generated/semantic/names.ts";
export type * from "./generated/semantic/types.ts";
export type { CustomTrackCall } from "./custom-track-call.ts";
export type { Extended } from "./extended.ts";
export type { Issue } from "./issue.ts";
export { type Handlers, match, type NamedEvent, type SomeHandlers } from "./match.ts";
export { normalize } from "./normalize.ts";
export type {
  Delivered,
  DeliveryOutcome,
  EventOutcome,
  Invalid,
  MapOutcome,
  Mapped,
  Rejected,
  Result,
  Skipped,
  Undelivered,
  Unrecognized,
  Valid,
} from "./outcome.ts";
export { toIdentity } from "./to-identity.ts";
