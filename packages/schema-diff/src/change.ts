import type { ChangeKind } from "./change-kinds.ts";

/**
 * What can be promised about data of one side under the schema of the other: every value that was valid stays valid,
 * some value may fail, or this can't be reasoned about (and counts as a break).
 */
export type Verdict = "valid" | "may fail" | "unknown";

/** Producers write data under a schema, consumers read it. */
export type Role = "consumer" | "producer";

/** The roles that a change is breaking for. */
export type BreakingFor = Role | "both" | "nobody";

/** The part of a version that a change asks for. */
export type Bump = "major" | "minor" | "patch";

/** Something that differs between two schema folders. */
export interface Change {
  /** Path of the file inside the schema folder, with `/`. */
  readonly file: string;
  /** JSON Pointer inside the new file, or inside the old one for what has gone. */
  readonly pointer: string;
  readonly change: ChangeKind;
  readonly detail: string;
  readonly oldDataUnderNew: Verdict;
  readonly newDataUnderOld: Verdict;
  readonly breakingFor: BreakingFor;
  readonly bump: Bump;
}
