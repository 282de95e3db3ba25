import type { Verdict } from "../change.ts";
import { includesSizes } from "./includes-scalar.ts";
import { itemAt, prefixLengthOf } from "../normalize/members.ts";
import type { Prover } from "./prover.ts";
import { type ContainsConstraint, type Meaning, meaningOf, narrow, type Shape } from "../normalize/shape.ts";

/** The most items that an array of a shape can have: an item that allows no value ends the array. */
const longest = (shape: Shape, prefixLength: number, prover: Prover): number => {
  const limit = shape.limits.get("maxItems") ?? Infinity;
  const indexes = Array.from({ length: prefixLength + 1 }, (_, index) => index);
  const end = indexes.find((index) => prover.isEmptyBelow(itemAt(shape, index)));
  return Math.min(limit, end ?? Infinity);
};

const fewest = ({ limits, contains }: Shape): number =>
  Math.max(limits.get("minItems") ?? 0, ...contains.map(({ min }) => min));

/** Whether all arrays of a shape, up to a length, satisfy a `contains` constraint. */
export const includesContains = (inner: Shape, outer: ContainsConstraint, length: number, prover: Prover): Verdict => {
  const target = meaningOf(outer.place);
  const holds = (constraint: Meaning): boolean => prover.includesBelow(constraint, target) === "valid";
  const indexes = Array.from({ length: prefixLengthOf(inner) + 1 }, (_, index) => index);
  const enough =
    outer.min === 0 ||
    inner.contains.some((own) => own.min >= outer.min && holds(meaningOf(own.place))) ||
    (fewest(inner) >= outer.min && indexes.every((index) => holds(itemAt(inner, index))));
  const max = outer.max ?? Infinity;
  const none = (index: number): boolean => prover.isEmptyBelow(narrow(itemAt(inner, index), { all: [outer.place] }));
  const fewEnough =
    length <= max ||
    inner.contains.some(
      (own) => (own.max ?? Infinity) <= max && prover.includesBelow(target, meaningOf(own.place)) === "valid",
    ) ||
    indexes.every(none);
  return enough && fewEnough ? "valid" : "may fail";
};

/** Whether the arrays of one shape are arrays of another. */
export function* includesArrays(inner: Shape, outer: Shape, prover: Prover): Generator<Verdict> {
  const prefixLength = Math.max(prefixLengthOf(inner), prefixLengthOf(outer));
  const length = longest(inner, prefixLength, prover);
  const limits = outer.limits;
  yield* includesSizes(
    { min: fewest(inner), max: length },
    { min: limits.get("minItems") ?? 0, max: limits.get("maxItems") ?? Infinity },
  );
  yield !outer.unique || inner.unique || length <= 1 ? "valid" : "may fail";
  for (let index = 0; index <= prefixLength && index < length; index += 1) {
    yield prover.includesBelow(itemAt(inner, index), itemAt(outer, index));
  }
  for (const constraint of outer.contains) yield includesContains(inner, constraint, length, prover);
}
