import { type Around, aroundBranch } from "./around.ts";
import { type Comparison, found, sourceOf } from "./comparison.ts";
import { branchVerdicts, choiceDetail, ownChoices } from "./explain-choices.ts";
import { typesChanged } from "./explain-values.ts";
import type { Finding } from "./judge-change.ts";
import { branchInWords, isSameTarget } from "./match-branches.ts";
import type { Place } from "./schema-folder.ts";
import { type Meaning, meaningOf, narrow, type Union } from "./shape.ts";

/** A choice that a meaning became part of, or no longer is. */
export interface LoneChoice {
  readonly union: Union;
  readonly isNew: boolean;
  /** The branch that is what the other side is as a whole, or the only one that has values of it. */
  readonly branch: Place | undefined;
}

const sidesOf = ({ oldMeaning, newMeaning }: Comparison, isNew: boolean): readonly [Meaning, Meaning] =>
  isNew ? [newMeaning, oldMeaning] : [oldMeaning, newMeaning];

/** The branch that is the whole of the other side, word for word or by its name. */
const wholeBranch = (other: Meaning, union: Union, { prover }: Comparison): Place | undefined => {
  const [place, ...more] = other.all;
  if (!place || more.length > 0) return undefined;
  return union.places.find((branch) => prover.isSame(branch, place) || isSameTarget(branch, place));
};

/** The branch that the other side became or was: the only one it shares values with, or one that takes all of it. */
const counterpart = (own: Meaning, other: Meaning, union: Union, { prover }: Comparison): Place | undefined => {
  const shared = union.places.filter(
    (place) => !prover.areApart(other, meaningOf(place)) && !prover.isEmpty(narrow(other, { all: [place] })),
  );
  const [only, ...more] = shared;
  if (only && more.length === 0) return only;
  return shared.find((place) => prover.includes(other, narrow(own, { all: [place] }, union.key)) === "valid");
};

/** The choice that one side alone has, if there is one. */
export const loneChoice = (comparison: Comparison): LoneChoice | undefined => {
  const { oldShape, newShape, prover } = comparison;
  const [come, gone] = [ownChoices(newShape, oldShape, prover), ownChoices(oldShape, newShape, prover)];
  for (const [isNew, unions, others] of [
    [true, come, gone],
    [false, gone, come],
  ] as const) {
    const [own, other] = sidesOf(comparison, isNew);
    for (const union of unions) {
      const branch = wholeBranch(other, union, comparison);
      if (branch) return { union, isNew, branch };
    }
    const [union] = unions;
    if (union && others.length === 0) return { union, isNew, branch: counterpart(own, other, union, comparison) };
  }
  return undefined;
};

const explainOther = (comparison: Comparison, { union, isNew }: LoneChoice, branch: Place): readonly Finding[] => {
  const [own, other] = sidesOf(comparison, isNew);
  const [plain, types] = [comparison.prover.flatten(other), comparison.prover.flatten(meaningOf(branch)).types];
  // Where a branch is of other types, these are named.
  if ([...types].every((atom) => !plain.types.has(atom))) return [];
  const [under, clash] = branchVerdicts(comparison, [own, union], other, branch);
  return isNew
    ? [found(comparison, branch, "branch-added", `${branchInWords(branch)} is new`, [clash, under])]
    : [found(comparison, branch, "branch-removed", `${branchInWords(branch)} has gone`, [under, clash])];
};

/** Explains how a meaning differs from the branch that it became or was, and which branches stand beside that one. */
export const explainCounterpart = (comparison: Comparison, lone: LoneChoice, branch: Place): readonly Finding[] => {
  const { union, isNew } = lone;
  const { oldMeaning, newMeaning } = comparison;
  const one = (meaning: Meaning): Meaning => narrow(meaning, { all: [branch] }, union.key);
  const around: Around = isNew ? comparison.around : aroundBranch(comparison, union, branch);
  return [
    ...typesChanged(comparison),
    ...(isNew
      ? comparison.explain(oldMeaning, one(newMeaning), branch, around)
      : comparison.explain(one(oldMeaning), newMeaning, comparison.at, around)),
    ...union.places.filter((place) => place !== branch).flatMap((place) => explainOther(comparison, lone, place)),
  ];
};

/** Says that values must fit one of some branches, or need not any more; what else differs was said before. */
export const explainChoice = (
  comparison: Comparison,
  { union, isNew }: LoneChoice,
  said: readonly Finding[],
): readonly Finding[] => {
  const { forward, backward } = comparison;
  const isSaid = said.some((finding) => (isNew ? finding.newDataUnderOld : finding.oldDataUnderNew) !== "valid");
  const place = sourceOf(comparison, `unions/${union.key}`);
  const change = isNew ? "choice-added" : "choice-removed";
  const verdicts = isNew
    ? ([forward, isSaid ? "valid" : backward] as const)
    : ([isSaid ? "valid" : forward, backward] as const);
  return [found(comparison, place, change, choiceDetail(change), verdicts)];
};
