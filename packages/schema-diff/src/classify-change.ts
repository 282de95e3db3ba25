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
   * Whether the values that fail are only such as the old generated types didn't let anyone write: an undeclared
   * property of an open object, which is declared now.
   */
  readonly outsideOldTypes?: boolean;
  /** Whether the values that fail only have line breaks (or empty names) where a pattern says what a bound or a rule says. */
  readonly onlyLineBreaks?: boolean;
}

const breakingForOf = (producer: boolean, consumer: boolean): BreakingFor => {
  if (producer) return consumer ? "both" : "producer";
  return consumer ? "consumer" : "nobody";
};

const outsideInWords = "; it fails where undeclared data of that name was of another sort";

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

/** Puts bumps in order: negative when the first is the smaller one. */
export const compareBumps = (one: Bump, other: Bump): number => bumps.indexOf(one) - bumps.indexOf(other);

/** The bump that a list of changes asks for together; `undefined` when there is none. */
export const largestBump = (changes: readonly { readonly bump: Bump }[]): Bump | undefined =>
  changes
    .map((change) => change.bump)
    .toSorted(compareBumps)
    .at(-1);

/** Whether a change is breaking for a role; `both` means either role. */
export const isBreakingFor = (change: Change, role: "both" | "consumer" | "producer"): boolean =>
  change.breakingFor !== "nobody" && (role === "both" || change.breakingFor === "both" || change.breakingFor === role);
