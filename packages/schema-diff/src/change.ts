import type { ChangeKind } from "./change-kinds.ts";

/**
 * The compatibility of data of one side with the schema of the other. "valid" is proved for every value, "may fail" means
 * that some value may be invalid, and "unknown" that it can't be determined, which counts as breaking.
 */
export type Verdict = "valid" | "may fail" | "unknown";

/** Producers write data under a schema, consumers read it. */
export type Role = "consumer" | "producer";

/** The roles that a change is breaking for. */
export type BreakingFor = Role | "both" | "nobody";

/** The part of a version that a change requires to be raised. */
export type Bump = "major" | "minor" | "patch";

/** A difference between two schema folders. */
export interface Change {
  /** Path of the file inside the schema folder, with `/`. */
  readonly file: string;
  /** JSON Pointer inside the new file; inside the old one for what was removed. */
  readonly pointer: string;
  readonly change: ChangeKind;
  readonly detail: string;
  /** Backward compatibility. */
  readonly oldDataUnderNew: Verdict;
  /** Forward compatibility. */
  readonly newDataUnderOld: Verdict;
  readonly breakingFor: BreakingFor;
  readonly bump: Bump;
}
