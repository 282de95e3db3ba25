import { type Around, aroundBranch } from "./around.ts";
import { type Comparison, found, sourceOf } from "./comparison.ts";
import { branchVerdicts, choiceDetail, ownChoices } from "./explain-choices.ts";
import { typesChanged } from "./explain-values.ts";
import type { Finding } from "../classify-change.ts";
import { branchInWords, isSameTarget } from "./match-branches.ts";
import type { Place } from "../normalize/schema-folder.ts";
import { type Meaning, meaningOf, narrow, type Union } from "../normalize/shape.ts";

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

/** The branch that the other side became or was: the only one that it shares values with. */
const counterpart = (other: Meaning, union: Union, { prover }: Comparison): Place | undefined => {
  const [only, ...more] = union.places.filter(
    (place) => !prover.areDisjoint(other, meaningOf(place)) && !prover.isEmpty(narrow(other, { all: [place] })),
  );
  return more.length === 0 ? only : undefined;
};

/** The choice that one side alone has, if there is one. */
export const loneChoice = (comparison: Comparison): LoneChoice | undefined => {
  const { oldShape, newShape, prover } = comparison;
  const [come, gone] = [ownChoices(newShape, oldShape, prover), ownChoices(oldShape, newShape, prover)];
  for (const [isNew, unions, others] of [
    [true, come, gone],
    [false, gone, come],
  ] as const) {
    const [, other] = sidesOf(comparison, isNew);
    for (const union of unions) {
      const branch = wholeBranch(other, union, comparison);
      if (branch) return { union, isNew, branch };
    }
    const [union] = unions;
    if (union && others.length === 0) return { union, isNew, branch: counterpart(other, union, comparison) };
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

/** Whether objects of another branch could stand where those of one do, so that no reader can tell them apart. */
const isMixed = ({ prover }: Comparison, { union }: LoneChoice, branch: Place): boolean =>
  union.places.some(
    (place) =>
      place !== branch &&
      prover.flatten(meaningOf(place)).types.has("object") &&
      !prover.areDisjoint(meaningOf(place), meaningOf(branch)),
  );

/** A property that was never sure to be there isn't missed, where the data of now was valid before. */
const isMissed = ({ change, newDataUnderOld }: Finding): boolean =>
  change !== "property-removed" || newDataUnderOld !== "valid";

/** Explains how a meaning differs from the branch that it became or was, and which branches stand beside that one. */
export const explainCounterpart = (comparison: Comparison, lone: LoneChoice, branch: Place): readonly Finding[] => {
  const { union, isNew } = lone;
  const { oldMeaning, newMeaning } = comparison;
  const one = (meaning: Meaning): Meaning => narrow(meaning, { all: [branch] }, union.key);
  const around: Around = isNew ? comparison.around : aroundBranch(comparison, union, branch);
  const between = isNew
    ? comparison.explain(oldMeaning, one(newMeaning), branch, around)
    : comparison.explain(one(oldMeaning), newMeaning, comparison.at, around);
  return [
    ...typesChanged(comparison, isNew ? sourceOf(comparison, `unions/${union.key}`) : comparison.at),
    ...(!isNew && isMixed(comparison, lone, branch) ? between.filter(isMissed) : between),
    ...union.places.filter((place) => place !== branch).flatMap((place) => explainOther(comparison, lone, place)),
  ];
};

/** The branches that take values which the other side as a whole doesn't. */
const explainBeyond = (comparison: Comparison, { union, isNew }: LoneChoice): readonly Finding[] => {
  const [own, other] = sidesOf(comparison, isNew);
  return union.places.flatMap((branch) => {
    const under = comparison.prover.includes(narrow(own, { all: [branch] }, union.key), other);
    if (under === "valid") return [];
    const name = branchInWords(branch);
    return isNew
      ? [found(comparison, branch, "branch-added", `${name} takes other values`, ["valid", under])]
      : [found(comparison, branch, "branch-removed", `values of ${name} are no longer taken`, [under, "valid"])];
  });
};

/** Says that values must fit one of some branches, or need not any more; what else differs was said before. */
export const explainChoice = (
  comparison: Comparison,
  lone: LoneChoice,
  said: readonly Finding[],
): readonly Finding[] => {
  const { union, isNew } = lone;
  const { forward, backward } = comparison;
  const [narrower, wider] = isNew ? [forward, backward] : [backward, forward];
  const isSaid =
    wider === "valid" ||
    said.some((finding) => (isNew ? finding.newDataUnderOld : finding.oldDataUnderNew) !== "valid");
  const beyond = isSaid ? [] : explainBeyond(comparison, lone);
  const place = sourceOf(comparison, `unions/${union.key}`);
  const change = isNew ? "choice-added" : "choice-removed";
  const left = isSaid || beyond.length > 0 ? "valid" : wider;
  const verdicts = isNew ? ([narrower, left] as const) : ([left, narrower] as const);
  return [...beyond, found(comparison, place, change, choiceDetail(change), verdicts)];
};
