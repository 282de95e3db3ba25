import type { Verdict } from "../change.ts";
import { nameFits, nameMeaning, possibleNames } from "./possible-names.ts";
import { includesSizes } from "./includes-scalar.ts";
import { memberAt, memberPatternsOf, namesOf, otherMember, restMember } from "../normalize/members.ts";
import type { Prover } from "./prover.ts";
import { meaningOf, type Shape } from "../normalize/shape.ts";

const mostPatterns = 6;

const subsets = (items: readonly string[]): readonly (readonly string[])[] =>
  items.reduce<readonly (readonly string[])[]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);

/** Whether each name that matches a pattern is allowed: where nothing but patterns is asked of names, among them this. */
const allowsMatching = (shape: Shape, pattern: string, prover: Prover): boolean => {
  const { patterns, limits, formats, values, unions, none, opaque, types } = prover.flatten(nameMeaning(shape));
  const isAlone = limits.size + formats.size + unions.length + none.length + opaque.size === 0 && values === undefined;
  return isAlone && types.has("string") && [...patterns].every((one) => one === pattern);
};

/** Whether the names of objects of a shape are those that it describes, and those that match patterns which are allowed. */
const onlyMatchingNames = (inner: Shape, outer: Shape, prover: Prover): boolean => {
  const allowed = meaningOf(...outer.names);
  return (
    prover.isEmptyBelow(restMember(inner)) &&
    [...memberPatternsOf(inner)].every((pattern) => allowsMatching(outer, pattern, prover)) &&
    [...namesOf(inner)].every(
      (name) =>
        !nameFits(inner, name, prover) ||
        prover.isEmptyBelow(memberAt(inner, name)) ||
        prover.accepts(allowed, name) === "yes",
    )
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
  if (onlyMatchingNames(inner, outer, prover)) return "valid";
  return prover.includesBelow(nameMeaning(inner), allowed);
};

/** Unnamed members: a name may match any subset of the patterns, so each subset is compared. */
const includesOthers = (inner: Shape, outer: Shape, prover: Prover): readonly Verdict[] => {
  const patterns = [...new Set([...memberPatternsOf(inner), ...memberPatternsOf(outer)])];
  if (patterns.length > mostPatterns) return ["unknown"];
  const { patterns: wanted } = prover.flatten(nameMeaning(inner));
  return subsets(patterns).map((set) => {
    const matching = new Set(set);
    // No name of the shape matches these patterns alone, if each has to match another.
    if (patterns.some((pattern) => wanted.has(pattern) && !matching.has(pattern))) return "valid";
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
  const names = new Set([...namesOf(inner), ...namesOf(outer), ...(possible ?? [])]);
  for (const name of names) {
    if (nameFits(inner, name, prover)) yield prover.includesBelow(memberAt(inner, name), memberAt(outer, name));
  }
  if (possible === undefined) yield* includesOthers(inner, outer, prover);
  yield includesNames(inner, outer, possible, prover);
}
