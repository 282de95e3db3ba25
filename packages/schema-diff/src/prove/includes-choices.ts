import type { Verdict } from "../change.ts";
import { finiteValues } from "../normalize/finite-values.ts";
import type { Prover } from "./prover.ts";
import type { Place } from "../normalize/schema-folder.ts";
import { type Fragment, type Meaning, meaningOf, narrow, type Shape, type Union } from "../normalize/shape.ts";
import { worst } from "./verdicts.ts";

/** Whether two choices have the same branches, by meaning. */
export const isSameUnion = (one: Union, other: Union, prover: Prover): boolean => {
  const places = (fragment: Fragment): readonly Place[] => [...fragment.all, ...fragment.none];
  const [own, theirs] = [one.branches.flatMap(places), other.branches.flatMap(places)];
  return (
    one.kind === other.kind &&
    own.length === theirs.length &&
    own.every((place, index) => {
      const counterpart = theirs[index];
      return counterpart !== undefined && prover.isSame(place, counterpart);
    })
  );
};

const includesCondition = (inner: Meaning, union: Union, prover: Prover): Verdict =>
  worst(
    union.branches.map(({ all, none }) => {
      const when = union.places;
      const isThen = none.length === 0;
      const consequences = isThen ? all.filter((place) => !when.includes(place)) : all;
      if (consequences.length === 0) return "valid";
      const concerned = narrow(inner, isThen ? { all: when } : { none: when });
      return prover.includes(concerned, meaningOf(...consequences));
    }),
  );

/** Whether it is certain that no value of a meaning matches a place. */
const sharesNothing = (inner: Meaning, place: Place, prover: Prover): boolean =>
  inner.none.some((excluded) => prover.isSame(excluded, place)) ||
  prover.areDisjoint(inner, meaningOf(place)) ||
  prover.isEmpty(narrow(inner, { all: [place] }));

/** The branches of a choice, those first that are among the places of a meaning. */
const likelyFirst = (inner: Meaning, { places }: Union, prover: Prover): readonly Place[] => {
  const isNamed = (place: Place): boolean => inner.all.some((own) => prover.isSame(own, place));
  return [...places.filter(isNamed), ...places.filter((place) => !isNamed(place))];
};

const includesOneOrMore = (inner: Meaning, shape: Shape, union: Union, prover: Prover): Verdict => {
  const covers = (place: Place): boolean =>
    !prover.areDisjoint(inner, meaningOf(place)) && prover.includes(inner, meaningOf(place)) === "valid";
  const covering = likelyFirst(inner, union, prover).find(covers);
  if (covering) {
    const isAlone = (): boolean =>
      union.places.every((place) => place === covering || sharesNothing(inner, place, prover));
    // Two branches of oneOf that may match at once: neither proved nor disproved.
    return union.kind !== "oneOf" || isAlone() ? "valid" : "unknown";
  }
  // The meaning is split into its own branches next.
  if (shape.unions.length > 0) return "unknown";
  const [only, ...more] = union.places.filter((place) => !sharesNothing(inner, place, prover));
  if (only === undefined) return "may fail";
  // The values may be split among several branches, which isn't proved here.
  return more.length === 0 ? prover.includes(inner, meaningOf(only)) : "unknown";
};

/** Whether the values of a meaning match a choice. */
export const includesUnion = (inner: Meaning, shape: Shape, union: Union, prover: Prover): Verdict => {
  if (shape.unions.some((own) => isSameUnion(own, union, prover))) return "valid";
  return union.kind === "if" ? includesCondition(inner, union, prover) : includesOneOrMore(inner, shape, union, prover);
};

/** Whether no value of a meaning matches a place. */
export const excludes = (inner: Meaning, place: Place, prover: Prover): Verdict => {
  if (sharesNothing(inner, place, prover)) return "valid";
  const refused = finiteValues(prover.flatten(meaningOf(place))) ?? [];
  const isHit = refused.some(
    (value) => prover.accepts(inner, value) === "yes" && prover.accepts(meaningOf(place), value) === "yes",
  );
  return isHit ? "may fail" : "unknown";
};
