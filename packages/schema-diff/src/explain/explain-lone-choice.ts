import { type Around, aroundBranch } from "./around.ts";
import { type Comparison, found, sourceOf } from "./comparison.ts";
import { branchVerdicts, choiceDetail, ownChoices } from "./explain-choices.ts";
import { typesChanged } from "./explain-values.ts";
import type { Finding } from "../classify-change.ts";
import { branchInWords, isSameTarget } from "./match-branches.ts";
import type { Place } from "../normalize/schema-folder.ts";
import { type Meaning, meaningOf, narrow, type Union } from "../normalize/shape.ts";

/** A choice that only one side has. */
export interface LoneChoice {
  readonly union: Union;
  readonly isNew: boolean;
  /** The branch that equals the whole other side, or the only branch that shares values with it. */
  readonly branch: Place | undefined;
}

const sidesOf = ({ oldMeaning, newMeaning }: Comparison, isNew: boolean): readonly [Meaning, Meaning] =>
  isNew ? [newMeaning, oldMeaning] : [oldMeaning, newMeaning];

/** The branch that equals the whole other side, by meaning or by name. */
const wholeBranch = (other: Meaning, union: Union, { prover }: Comparison): Place | undefined => {
  const [place, ...more] = other.all;
  if (!place || more.length > 0) return undefined;
  return union.places.find((branch) => prover.isSame(branch, place) || isSameTarget(branch, place));
};

/** The only branch that shares values with the other side. */
const counterpart = (other: Meaning, union: Union, { prover }: Comparison): Place | undefined => {
  const [only, ...more] = union.places.filter(
    (place) => !prover.areDisjoint(other, meaningOf(place)) && !prover.isEmpty(narrow(other, { all: [place] })),
  );
  return more.length === 0 ? only : undefined;
};

/** The choice that only one side has, if there is one. */
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
  // A branch of other types is reported as a change of types.
  if ([...types].every((atom) => !plain.types.has(atom))) return [];
  const [under, clash] = branchVerdicts(comparison, [own, union], other, branch);
  return isNew
    ? [found(comparison, branch, "branch-added", `${branchInWords(branch)} was added`, [clash, under])]
    : [found(comparison, branch, "branch-removed", `${branchInWords(branch)} was removed`, [under, clash])];
};

/** Whether objects of another branch can't be distinguished from those of one, so that code can't rely on its properties. */
const isMixed = ({ prover }: Comparison, { union }: LoneChoice, branch: Place): boolean =>
  union.places.some(
    (place) =>
      place !== branch &&
      prover.flatten(meaningOf(place)).types.has("object") &&
      !prover.areDisjoint(meaningOf(place), meaningOf(branch)),
  );

/** Removing a property that wasn't certain to be present isn't breaking where new data was valid before. */
const isMissed = ({ change, newDataUnderOld }: Finding): boolean =>
  change !== "property-removed" || newDataUnderOld !== "valid";

/** Explains how a meaning differs from the branch that replaces it or that it replaces, and reports the other branches. */
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

/** The branches that allow values which the other side doesn't. */
const explainBeyond = (comparison: Comparison, { union, isNew }: LoneChoice): readonly Finding[] => {
  const [own, other] = sidesOf(comparison, isNew);
  return union.places.flatMap((branch) => {
    const under = comparison.prover.includes(narrow(own, { all: [branch] }, union.key), other);
    if (under === "valid") return [];
    const name = branchInWords(branch);
    return isNew
      ? [found(comparison, branch, "branch-added", `${name} allows other values`, ["valid", under])]
      : [found(comparison, branch, "branch-removed", `values of ${name} are no longer allowed`, [under, "valid"])];
  });
};

/** Reports the choice itself; other differences are among the findings so far. */
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
