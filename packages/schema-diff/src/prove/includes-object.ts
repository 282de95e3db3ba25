import type { Verdict } from "../change.ts";
import { includesSizes } from "./includes-scalar.ts";
import { memberAt, memberPatternsOf, namesOf, otherMember, restMember } from "../normalize/members.ts";
import type { Prover } from "./prover.ts";
import { meaningOf, type Meaning, type Shape } from "../normalize/shape.ts";

const mostPatterns = 6;

const subsets = (items: readonly string[]): readonly (readonly string[])[] =>
  items.reduce<readonly (readonly string[])[]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);

const nameFits = (shape: Shape, name: string, prover: Prover): boolean =>
  shape.names.length === 0 || prover.accepts(meaningOf(...shape.names), name) !== "no";

/** The property names that objects of a shape can have, when they are known. */
const possibleNames = (shape: Shape, prover: Prover): readonly string[] | undefined => {
  if (memberPatternsOf(shape).size > 0 || !prover.isEmptyBelow(restMember(shape))) return undefined;
  return [...namesOf(shape)].filter(
    (name) => nameFits(shape, name, prover) && !prover.isEmptyBelow(memberAt(shape, name)),
  );
};

const includesNames = (
  inner: Shape,
  outer: Shape,
  possible: readonly string[] | undefined,
  prover: Prover,
): Verdict => {
  if (outer.names.length === 0) return "valid";
  const allowed = meaningOf(...outer.names);
  if (possible?.every((name) => prover.accepts(allowed, name) === "yes")) return "valid";
  const names: Meaning = { ...meaningOf(...inner.names), types: new Set(["string"]) };
  return prover.includesBelow(names, allowed);
};

/** Unnamed members: a name may match any subset of the patterns, so each subset is compared. */
const includesOthers = (inner: Shape, outer: Shape, prover: Prover): readonly Verdict[] => {
  const patterns = [...new Set([...memberPatternsOf(inner), ...memberPatternsOf(outer)])];
  if (patterns.length > mostPatterns) return ["unknown"];
  return subsets(patterns).map((set) => {
    const matching = new Set(set);
    const verdict = prover.includesBelow(otherMember(inner, matching), otherMember(outer, matching));
    // Whether any name matches two patterns at once is unknown.
    return verdict === "may fail" && set.length > 1 ? "unknown" : verdict;
  });
};

/** Whether the objects of one shape are objects of another. */
export function* includesObjects(inner: Shape, outer: Shape, prover: Prover): Generator<Verdict> {
  const possible = possibleNames(inner, prover);
  const least = Math.max(inner.limits.get("minProperties") ?? 0, inner.required.size);
  // Where there are no more names than required properties, each of them is present.
  const isFull = possible !== undefined && possible.length <= least;
  const isThere = (name: string): boolean => inner.required.has(name) || (isFull && possible.includes(name));
  for (const name of outer.required) yield isThere(name) ? "valid" : "may fail";
  yield* includesSizes(
    {
      min: least,
      max: Math.min(inner.limits.get("maxProperties") ?? Infinity, possible?.length ?? Infinity),
    },
    { min: outer.limits.get("minProperties") ?? 0, max: outer.limits.get("maxProperties") ?? Infinity },
  );
  const names = new Set([...namesOf(inner), ...namesOf(outer)]);
  for (const name of names) {
    if (nameFits(inner, name, prover)) yield prover.includesBelow(memberAt(inner, name), memberAt(outer, name));
  }
  yield* includesOthers(inner, outer, prover);
  yield includesNames(inner, outer, possible, prover);
}
