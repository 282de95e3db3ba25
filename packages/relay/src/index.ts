export { CommandError } from "./command-error.ts";
export type { SendOutcome } from "./ledger.ts";
export type { NameCounts } from "./name-counts.ts";
export { SourceError } from "./prepare.ts";
export { relay, type RelayOptions, type RelayResult } from "./relay.ts";
export type { Report } from "./report.ts";
export type { SetAside } from "./set-aside.ts";
export type { SourceVocabulary } from "./vocabulary.ts";
