import type { Issue } from "./issue.ts";

/**
 * What became of an unknown value: a typed event, an event of a kind this vocabulary doesn't know, or issues.
 *
 * An unknown kind is no fault of the sender (vocabularies grow), so it is told apart from a broken event.
 */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly outcome: "invalid"; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly outcome: "unrecognized"; readonly name: string; readonly issues: readonly Issue[] };
