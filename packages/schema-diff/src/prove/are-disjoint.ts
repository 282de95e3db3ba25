import { stableText } from "@email-events/json-schema";
import { meaningKey } from "../normalize/meaning-key.ts";
import { memberAt } from "../normalize/members.ts";
import type { Prover } from "./prover.ts";
import { intersect, type Meaning, meaningOf, type Shape } from "../normalize/shape.ts";
import type { Budget } from "./budget.ts";

/** How deep a tag is searched; `body.name` is two levels deep. */
const mostNested = 6;

const areOtherValues = (one: readonly unknown[], other: readonly unknown[]): boolean => {
  const texts = new Set(one.map(stableText));
  return !other.some((value) => texts.has(stableText(value)));
};

/**
 * Makes a quick test whether two meanings share no value: their types differ, or they require a property with different
 * constants, at any depth, as the branches of a tagged union do. `false` proves nothing.
 *
 * Unlike `disjointnessOf` of json-schema, which needs a checked set, this works on shapes of unchecked schemas.
 */
export const createAreDisjoint = (flatten: Prover["flatten"], budget: Budget): Prover["areDisjoint"] => {
  const known = new Map<string, boolean>();

  const byParts = (one: Shape, other: Shape, depth: number): boolean => {
    if (one.values && other.values) return areOtherValues(one.values, other.values);
    const types = intersect(one.types, other.types);
    if (types.size === 0) return true;
    if (types.size > 1 || !types.has("object")) return false;
    return [...one.required].some(
      (name) => other.required.has(name) && areDisjoint(memberAt(one, name), memberAt(other, name), depth + 1),
    );
  };

  const byBranches = (one: Shape, other: Meaning, depth: number): boolean =>
    one.unions.some((union) => union.branches.every(({ all }) => areDisjoint(meaningOf(...all), other, depth + 1)));

  const compare = (one: Meaning, other: Meaning, depth: number): boolean => {
    const [own, theirs] = [flatten(one), flatten(other)];
    return byParts(own, theirs, depth) || byBranches(own, other, depth) || byBranches(theirs, one, depth);
  };

  const areDisjoint = (one: Meaning, other: Meaning, depth: number): boolean => {
    if (one.all.length === 0 || other.all.length === 0 || depth > mostNested || budget.isSpent()) return false;
    budget.spend(2);
    const key = [meaningKey(one), meaningKey(other)].toSorted().join(" / ");
    const found = known.get(key);
    if (found !== undefined) return found;
    // A question that depends on itself proves nothing.
    known.set(key, false);
    const answer = compare(one, other, depth);
    known.set(key, answer);
    return answer;
  };

  return (one, other) => areDisjoint(one, other, 0);
};
