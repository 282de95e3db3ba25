import { type ChangeKind, changeKinds, type ChangeImpact } from "./change-kinds.ts";
import type { Bump, Change, BreakingFor, Verdict } from "./change.ts";

/** A difference before it is classified. */
export interface Finding {
  readonly file: string;
  readonly pointer: string;
  readonly change: ChangeKind;
  readonly detail: string;
  readonly oldDataUnderNew: Verdict;
  readonly newDataUnderOld: Verdict;
  /**
   * Whether the old generated types didn't allow the values that fail: they have a property that was undeclared and is
   * declared now.
   */
  readonly outsideOldTypes?: boolean;
  /** Whether only strings with line breaks, or empty names, fail: a pattern replaces a bound or `additionalProperties`. */
  readonly onlyLineBreaks?: boolean;
}

const breakingForOf = (producer: boolean, consumer: boolean): BreakingFor => {
  if (producer) return consumer ? "both" : "producer";
  return consumer ? "consumer" : "nobody";
};

const outsideInWords = "; undeclared data with that name may be invalid";

/**
 * Classifies a difference: for which role it is breaking, and which bump it requires.
 *
 * A change is breaking for producers when data written under the old schema may be invalid under the new one, and for
 * consumers when data written under the new schema may be invalid under the old one. "unknown" counts as breaking. Every
 * breaking change is major.
 */
export const classifyChange = ({ outsideOldTypes = false, onlyLineBreaks = false, ...finding }: Finding): Change => {
  const impact: ChangeImpact = changeKinds[finding.change];
  const code = impact.breaksCodeOf;
  const fails = (verdict: Verdict): boolean => verdict !== "valid" && !onlyLineBreaks;
  const producer = (fails(finding.oldDataUnderNew) && !outsideOldTypes) || code === "both";
  const consumer = fails(finding.newDataUnderOld) || code !== undefined;
  const breakingFor = breakingForOf(producer, consumer);
  const isOutside = outsideOldTypes && finding.oldDataUnderNew !== "valid";
  const detail = `${finding.detail}${isOutside ? outsideInWords : ""}`;
  return { ...finding, detail, breakingFor, bump: breakingFor === "nobody" ? impact.bump : "major" };
};

const bumps: readonly Bump[] = ["patch", "minor", "major"];

/** Compares bumps: negative when the first is smaller. */
export const compareBumps = (one: Bump, other: Bump): number => bumps.indexOf(one) - bumps.indexOf(other);

/** The largest bump of a list of changes; `undefined` for an empty list. */
export const largestBump = (changes: readonly { readonly bump: Bump }[]): Bump | undefined =>
  changes
    .map((change) => change.bump)
    .toSorted(compareBumps)
    .at(-1);

/** Whether a change is breaking for a role; `both` means either role. */
export const isBreakingFor = (change: Change, role: "both" | "consumer" | "producer"): boolean =>
  change.breakingFor !== "nobody" && (role === "both" || change.breakingFor === "both" || change.breakingFor === role);
