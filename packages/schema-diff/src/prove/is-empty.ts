import { finiteValues } from "../normalize/finite-values.ts";
import { itemAt, memberAt } from "../normalize/members.ts";
import { isEmptyRange, numberRange } from "../normalize/number-range.ts";
import { nameFits, possibleNames } from "./possible-names.ts";
import { isWhole } from "./includes-scalar.ts";
import type { Prover } from "./prover.ts";
import type { Place } from "../normalize/schema-folder.ts";
import { type LimitName, type Meaning, meaningOf, narrow, type Shape } from "../normalize/shape.ts";
import type { TypeAtom } from "../normalize/type-atoms.ts";

const cross = ({ limits }: Shape, lower: LimitName, upper: LimitName): boolean =>
  (limits.get(lower) ?? 0) > (limits.get(upper) ?? Infinity);

const noObject = (shape: Shape, prover: Prover): boolean =>
  cross(shape, "minProperties", "maxProperties") ||
  shape.required.size > (shape.limits.get("maxProperties") ?? Infinity) ||
  [...shape.required].some((name) => !nameFits(shape, name, prover) || prover.isEmptyBelow(memberAt(shape, name))) ||
  (shape.limits.get("minProperties") ?? 0) > (possibleNames(shape, prover)?.length ?? Infinity);

const noArray = (shape: Shape, prover: Prover): boolean => {
  const fewest = Math.min(shape.limits.get("minItems") ?? 0, 20);
  return (
    cross(shape, "minItems", "maxItems") ||
    shape.contains.some(({ place, min }) => min > 0 && prover.isEmptyBelow(meaningOf(place))) ||
    Array.from({ length: fewest }, (_, index) => itemAt(shape, index)).some((item) => prover.isEmptyBelow(item))
  );
};

const never = (): boolean => false;

const emptyByType: Readonly<Record<TypeAtom, (shape: Shape, prover: Prover) => boolean>> = {
  null: never,
  boolean: never,
  integer: (shape) => isEmptyRange(numberRange(shape, "integer")),
  fraction: (shape) => isEmptyRange(numberRange(shape, "fraction")) || isWhole(shape),
  string: (shape) => cross(shape, "minLength", "maxLength"),
  object: noObject,
  array: noArray,
};

/** Whether it is certain that a meaning has no values. */
export const provesEmpty = (meaning: Meaning, prover: Prover): boolean => {
  const shape = prover.flatten(meaning);
  const values = finiteValues(shape);
  if (values?.every((value) => prover.accepts(meaning, value) === "no")) return true;
  if (!values && [...shape.types].every((atom) => emptyByType[atom](shape, prover))) return true;
  // Each excluded place is compared without the others, to avoid every subset of a long oneOf.
  const plain: Meaning = { ...meaning, none: [] };
  const covers = (place: Place): boolean =>
    !prover.areDisjoint(plain, meaningOf(place)) && prover.includes(plain, meaningOf(place)) === "valid";
  if (shape.none.some(covers)) return true;
  const [union] = shape.unions;
  return union !== undefined && union.branches.every((branch) => prover.isEmpty(narrow(meaning, branch, union.key)));
};
