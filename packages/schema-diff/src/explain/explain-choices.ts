import { aroundBranch } from "./around.ts";
import type { Verdict } from "../change.ts";
import { type Comparison, type Explainer, found, sourceOf } from "./comparison.ts";
import { isSameUnion } from "../prove/includes-choices.ts";
import type { Finding } from "../classify-change.ts";
import { branchInWords, matchBranches } from "./match-branches.ts";
import type { Prover } from "../prove/prover.ts";
import type { Place } from "../normalize/schema-folder.ts";
import { type Meaning, meaningOf, narrow, type Shape, type Union } from "../normalize/shape.ts";

/** The choices of a shape that the other shape lacks. */
const ownUnions = (shape: Shape, other: Shape, prover: Prover): readonly Union[] =>
  shape.unions.filter((union) => !other.unions.some((theirs) => isSameUnion(union, theirs, prover)));

const isChoice = ({ kind }: Union): boolean => kind !== "if";

/** The choices of a shape that the other shape lacks, without conditions. */
export const ownChoices = (shape: Shape, other: Shape, prover: Prover): readonly Union[] =>
  ownUnions(shape, other, prover).filter(isChoice);

const choiceDetails = {
  "choice-added": "must match one of the branches",
  "choice-removed": "no longer has to match one of the branches",
} as const;

/** The detail of an added or removed choice. */
export const choiceDetail = (change: keyof typeof choiceDetails): string => choiceDetails[change];

/** The verdicts of one branch: on its values under the other side, and on values that `oneOf` now rejects because of it. */
export const branchVerdicts = (
  comparison: Comparison,
  [own, union]: readonly [Meaning, Union],
  other: Meaning,
  branch: Place,
): readonly [Verdict, Verdict] => {
  const { prover } = comparison;
  const under = prover.includes(narrow(own, { all: [branch] }, union.key), other);
  const clashes = union.kind === "oneOf" && !prover.isEmpty(narrow(other, { all: [branch] }));
  return [under, clashes ? "may fail" : "valid"];
};

const explainBranches = (comparison: Comparison, oldUnion: Union, newUnion: Union): readonly Finding[] => {
  const { oldMeaning, newMeaning, prover } = comparison;
  const { pairs, removed, added } = matchBranches(oldUnion.places, newUnion.places, prover);
  return [
    ...removed.map((branch) => {
      const verdicts = branchVerdicts(comparison, [oldMeaning, oldUnion], newMeaning, branch);
      return found(comparison, branch, "branch-removed", `${branchInWords(branch)} was removed`, verdicts);
    }),
    ...added.map((branch) => {
      const [backward, forward] = branchVerdicts(comparison, [newMeaning, newUnion], oldMeaning, branch);
      return found(comparison, branch, "branch-added", `${branchInWords(branch)} was added`, [forward, backward]);
    }),
    ...pairs.flatMap(([was, is]) => {
      if (prover.isSame(was, is)) return [];
      return comparison.explain(meaningOf(was), meaningOf(is), is, aroundBranch(comparison, oldUnion, was));
    }),
  ];
};

const explainKind = (comparison: Comparison, oldUnion: Union, newUnion: Union): readonly Finding[] => {
  const { forward, backward } = comparison;
  if (oldUnion.kind === newUnion.kind) return [];
  const place = sourceOf(comparison, `unions/${newUnion.key}`);
  const detail = `was ${oldUnion.kind}, is ${newUnion.kind}`;
  // oneOf allows what anyOf allows, except values that match two branches.
  const verdicts = newUnion.kind === "oneOf" ? ([forward, "valid"] as const) : (["valid", backward] as const);
  return [found(comparison, place, "choice-kind-changed", detail, verdicts)];
};

/** Reports choices that were added, removed or changed. */
export const explainUnions: Explainer = (comparison) => {
  const { oldShape, newShape, prover, forward, backward } = comparison;
  const oldUnions = ownChoices(oldShape, newShape, prover);
  const newUnions = ownChoices(newShape, oldShape, prover);
  return [
    ...newUnions.flatMap((newUnion, index) => {
      const oldUnion = oldUnions[index];
      if (oldUnion) {
        return [...explainKind(comparison, oldUnion, newUnion), ...explainBranches(comparison, oldUnion, newUnion)];
      }
      const place = sourceOf(comparison, `unions/${newUnion.key}`);
      return [found(comparison, place, "choice-added", choiceDetail("choice-added"), [forward, "valid"])];
    }),
    ...oldUnions.slice(newUnions.length).map((oldUnion) => {
      const place = sourceOf(comparison, `unions/${oldUnion.key}`);
      return found(comparison, place, "choice-removed", choiceDetail("choice-removed"), ["valid", backward]);
    }),
  ];
};

/** Reports conditions that were added, removed or changed. */
export const explainConditions: Explainer = (comparison) => {
  const { oldShape, newShape, prover, forward, backward } = comparison;
  const isCondition = ({ kind }: Union): boolean => kind === "if";
  const come = ownUnions(newShape, oldShape, prover).filter(isCondition);
  const gone = ownUnions(oldShape, newShape, prover).filter(isCondition);
  const [first] = [...come, ...gone];
  if (!first) return [];
  const verdicts = [come.length > 0 ? forward : "valid", gone.length > 0 ? backward : "valid"] as const;
  const place = sourceOf(comparison, `unions/${first.key}`);
  return [found(comparison, place, "condition-changed", "the condition is different", verdicts)];
};

/** Reports changes of `not`. */
export const explainExclusions: Explainer = (comparison) => {
  const { oldShape, newShape, prover, forward, backward } = comparison;
  const among = (places: readonly Place[]) => (place: Place) => !places.some((own) => prover.isSame(own, place));
  const come = newShape.none.filter(among(oldShape.none));
  const gone = oldShape.none.filter(among(newShape.none));
  const [first] = [...come, ...gone];
  if (!first) return [];
  const verdicts = [come.length > 0 ? forward : "valid", gone.length > 0 ? backward : "valid"] as const;
  return [found(comparison, first, "not-changed", "different values are excluded", verdicts)];
};
