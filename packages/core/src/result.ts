import type { Issue } from "./issue.ts";

/**
 * What became of an unknown value: a typed event, an event of a kind this vocabulary doesn't know, or issues.
 *
 * An unknown kind is no fault of the sender (vocabularies grow), so it is told apart from a broken event.
 */
export type Result<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** What was left out of the value because it couldn't be used, and isn't required. */
      readonly notes?: readonly Issue[];
    }
  | { readonly ok: false; readonly outcome: "invalid"; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly outcome: "unrecognized"; readonly name: string; readonly issues: readonly Issue[] };
