import type { Verdict } from "../change.ts";
import type { Place } from "../normalize/schema-folder.ts";
import type { Meaning, Shape } from "../normalize/shape.ts";
import type { Answer } from "./verdicts.ts";

/** The interface that the parts of a proof share. */
export interface Prover {
  readonly flatten: (meaning: Meaning) => Shape;
  /** Whether every value of the first is a value of the second. */
  readonly includes: (inner: Meaning, outer: Meaning) => Verdict;
  /** The same for values inside the values in question, where a proof may assume itself. */
  readonly includesBelow: (inner: Meaning, outer: Meaning) => Verdict;
  /** Whether it is certain that there is no value. */
  readonly isEmpty: (meaning: Meaning) => boolean;
  readonly isEmptyBelow: (meaning: Meaning) => boolean;
  /** Whether two meanings certainly share no value, by types or tags; a quick test. */
  readonly areDisjoint: (one: Meaning, other: Meaning) => boolean;
  /** Whether a value is valid; what `granted` implies is taken as given. */
  readonly accepts: (meaning: Meaning, value: unknown, granted?: Shape) => Answer;
  /** Whether the budget of the diff is spent, so that nothing more is proved. */
  readonly isSpent: () => boolean;
  /** Whether two places have the same fingerprint. */
  readonly isSame: (one: Place, other: Place) => boolean;
}

/** Whether every place of the outer meaning is also one of the inner, by fingerprint. */
export const holdsByText = (inner: Meaning, outer: Meaning, isSame: Prover["isSame"]): boolean => {
  const among = (places: readonly Place[]) => (place: Place) => places.some((own) => isSame(own, place));
  const { types } = outer;
  return (
    outer.all.every(among(inner.all)) &&
    outer.none.every(among(inner.none)) &&
    (types === undefined || (inner.types !== undefined && [...inner.types].every((atom) => types.has(atom))))
  );
};
