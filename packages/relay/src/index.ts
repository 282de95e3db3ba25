export { CommandError } from "./command-error.ts";
export type { SendOutcome } from "./delivery/send-outcome.ts";
export type { NameCounts } from "./report/name-counts.ts";
export { SourceError } from "./judging/source-error.ts";
export { relay, type RelayOptions, type RelayResult } from "./delivery/relay.ts";
export type { Report } from "./report/report.ts";
export type { SetAside } from "./report/set-aside.ts";
export type { MapperOptions, SourceVocabulary } from "@email-events/diagnose/sources";
export type { RelayedEvent } from "./judging/step.ts";
