import { type Around, aroundBelow } from "./around.ts";
import { type Comparison, type Explainer, found, loosened, sourceOf, tightened } from "./comparison.ts";
import { includesContains } from "../prove/includes-array.ts";
import type { Finding } from "../classify-change.ts";
import { itemAt, prefixLengthOf } from "../normalize/members.ts";
import type { Shape } from "../normalize/shape.ts";
import { worst } from "../prove/verdicts.ts";

const saysOfItems = ({ lists, contains }: Shape): boolean => lists.length + contains.length > 0;

const aroundItem = (comparison: Comparison): Around =>
  comparison.oldShape.contains.length > 0 ? "hidden" : aroundBelow(comparison, saysOfItems);

const inWords = (count: number): string => `${count} ${count === 1 ? "item" : "items"}`;

const explainItem = (comparison: Comparison, index: number): readonly Finding[] => {
  const { oldShape, newShape, prover } = comparison;
  const [was, is] = [itemAt(oldShape, index), itemAt(newShape, index)];
  const place = is.all[0] ?? was.all[0] ?? sourceOf(comparison, "items");
  const [wasClosed, isClosed] = [prover.isEmpty(was), prover.isEmpty(is)];
  if (wasClosed === isClosed) {
    return wasClosed ? [] : comparison.explain(was, is, place, aroundItem(comparison));
  }
  return [
    isClosed
      ? found(comparison, place, "array-closed", `at most ${inWords(index)}`, tightened)
      : found(comparison, place, "array-opened", `more than ${inWords(index)} allowed`, loosened),
  ];
};

/** Reports changes of items, index by index where they have schemas of their own. */
export const explainItems: Explainer = (comparison) => {
  const length = Math.max(prefixLengthOf(comparison.oldShape), prefixLengthOf(comparison.newShape));
  return Array.from({ length: length + 1 }, (_, index) => index).flatMap((index) => explainItem(comparison, index));
};

/** Reports changes of `uniqueItems`. */
export const explainUnique: Explainer = (comparison) => {
  const { oldShape, newShape } = comparison;
  if (oldShape.unique === newShape.unique) return [];
  const place = sourceOf(comparison, "uniqueItems");
  return newShape.unique
    ? [found(comparison, place, "unique-items-added", "items must be unique", tightened)]
    : [found(comparison, place, "unique-items-removed", "items may repeat", loosened)];
};

/** Reports changes of `contains` and of how many items must match it. */
export const explainContains: Explainer = (comparison) => {
  const { oldShape, newShape, prover } = comparison;
  const holds = (inner: Shape, outer: Shape) =>
    worst(outer.contains.map((rule) => includesContains(inner, rule, Infinity, prover)));
  const verdicts = [holds(oldShape, newShape), holds(newShape, oldShape)] as const;
  if (verdicts.every((verdict) => verdict === "valid")) return [];
  const place = sourceOf(comparison, "contains");
  return [found(comparison, place, "contains-changed", "different items are required", verdicts)];
};
