import type { Verdict } from "../change.ts";
import type { Place } from "../normalize/schema-folder.ts";
import type { Meaning, Shape } from "../normalize/shape.ts";
import type { Answer } from "./verdicts.ts";

/** What the parts of a proof ask of each other. */
export interface Prover {
  readonly flatten: (meaning: Meaning) => Shape;
  /** Whether every value of the first is a value of the second. */
  readonly includes: (inner: Meaning, outer: Meaning) => Verdict;
  /** The same for values inside of the values in question: here a proof may lean on itself. */
  readonly includesBelow: (inner: Meaning, outer: Meaning) => Verdict;
  /** Whether it is certain that no value fits. */
  readonly isEmpty: (meaning: Meaning) => boolean;
  readonly isEmptyBelow: (meaning: Meaning) => boolean;
  /** Whether two meanings surely share no value, by their types or their tags; a quick test. */
  readonly areDisjoint: (one: Meaning, other: Meaning) => boolean;
  /** Whether a value fits; what `granted` says already holds isn't asked again. */
  readonly accepts: (meaning: Meaning, value: unknown, granted?: Shape) => Answer;
  /** Whether the work of the diff is spent, so that nothing more is proved. */
  readonly isSpent: () => boolean;
  /** Whether two places say the same, word for word, in everything they refer to. */
  readonly isSame: (one: Place, other: Place) => boolean;
}

/** Whether every place of the outer meaning is also one of the inner, word for word. */
export const holdsByText = (inner: Meaning, outer: Meaning, isSame: Prover["isSame"]): boolean => {
  const among = (places: readonly Place[]) => (place: Place) => places.some((own) => isSame(own, place));
  const { types } = outer;
  return (
    outer.all.every(among(inner.all)) &&
    outer.none.every(among(inner.none)) &&
    (types === undefined || (inner.types !== undefined && [...inner.types].every((atom) => types.has(atom))))
  );
};
