import { type ChangeKind, changeKinds, type KindRule } from "./change-kinds.ts";
import type { Bump, Change, Hurts, Verdict } from "./change.ts";

/** A change before it is said whom it hurts. */
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

const hurtsOf = (producer: boolean, consumer: boolean): Hurts => {
  if (producer) return consumer ? "both" : "producer";
  return consumer ? "consumer" : "nobody";
};

const outsideInWords = "; it fails where undeclared data of that name was of another sort";

/**
 * Says whom a change hurts and which bump it asks for.
 *
 * A producer is hurt when data it writes under the old schema may fail under the new one; a consumer when data written
 * under the new schema may fail under the old one. What is unknown counts as a break. Whatever hurts is major.
 */
export const judgeChange = ({ outsideOldTypes = false, onlyLineBreaks = false, ...finding }: Finding): Change => {
  const rule: KindRule = changeKinds[finding.change];
  const code = rule.hurtsCodeOf;
  const fails = (verdict: Verdict): boolean => verdict !== "valid" && !onlyLineBreaks;
  const producer = (fails(finding.oldDataUnderNew) && !outsideOldTypes) || code === "both";
  const consumer = fails(finding.newDataUnderOld) || code !== undefined;
  const hurts = hurtsOf(producer, consumer);
  const isOutside = outsideOldTypes && finding.oldDataUnderNew !== "valid";
  const detail = `${finding.detail}${isOutside ? outsideInWords : ""}`;
  return { ...finding, detail, hurts, bump: hurts === "nobody" ? rule.bump : "major" };
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

/** Whether a change hurts a role; `both` asks for either. */
export const hurtsRole = (change: Change, role: "both" | "consumer" | "producer"): boolean =>
  change.hurts !== "nobody" && (role === "both" || change.hurts === "both" || change.hurts === role);
