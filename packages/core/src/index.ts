export * from "./generated/index.ts";
export type { CustomTrackCall } from "./custom-track-call.ts";
export type { Extended } from "./extended.ts";
export type { Issue } from "./issue.ts";
export { type EventMaps, eventUnions } from "./generated/unions.ts";
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
