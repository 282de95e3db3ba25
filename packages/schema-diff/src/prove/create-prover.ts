import { createAccepts } from "./accepts.ts";
import type { Verdict } from "../change.ts";
import { fingerprint } from "../normalize/fingerprint.ts";
import { finiteValues } from "../normalize/finite-values.ts";
import { createFlatten } from "../normalize/flatten.ts";
import { meaningKey } from "../normalize/meaning-key.ts";
import { includesArrays } from "./includes-array.ts";
import { excludes, includesUnion } from "./includes-choices.ts";
import { includesObjects } from "./includes-object.ts";
import { includesNumbers, includesStrings } from "./includes-scalar.ts";
import { provesEmpty } from "./is-empty.ts";
import { createMemo } from "./memo.ts";
import { holdsByText, type Prover } from "./prover.ts";
import { type Meaning, narrow, type Shape } from "../normalize/shape.ts";
import { splitByTag } from "./split-by-tag.ts";
import { createAreDisjoint } from "./are-disjoint.ts";
import type { TypeAtom } from "../normalize/type-atoms.ts";
import { lazily, worst } from "./verdicts.ts";
import type { Budget } from "./budget.ts";

type Facet = (inner: Shape, outer: Shape, prover: Prover) => Iterable<Verdict>;

/** What is compared for each type. */
const facets: Readonly<Record<TypeAtom, Facet>> = {
  null: () => [],
  boolean: () => [],
  integer: (inner, outer) => includesNumbers(inner, outer, "integer"),
  fraction: (inner, outer) => includesNumbers(inner, outer, "fraction"),
  string: includesStrings,
  array: includesArrays,
  object: includesObjects,
};

const includesValue = (inner: Meaning, outer: Meaning, value: unknown, prover: Prover): Verdict => {
  const isOwn = prover.accepts(inner, value);
  if (isOwn === "no") return "valid";
  const isTheirs = prover.accepts(outer, value, prover.flatten(inner));
  if (isTheirs === "yes") return "valid";
  return isTheirs === "no" && isOwn === "yes" ? "may fail" : "unknown";
};

/** Opaque keywords that can only remove values. */
const restricting: ReadonlySet<string> = new Set([
  "$ref",
  "$dynamicRef",
  "$recursiveRef",
  "unevaluatedProperties",
  "unevaluatedItems",
]);

function* opaqueHolds(inner: Shape, outer: Shape): Generator<Verdict> {
  for (const text of outer.opaque.keys()) if (!inner.opaque.has(text)) yield "unknown";
  for (const [text, keyword] of inner.opaque) {
    if (!outer.opaque.has(text) && !restricting.has(keyword)) yield "unknown";
  }
}

function* compareParts(inner: Meaning, outer: Meaning, atom: TypeAtom, prover: Prover): Generator<Verdict> {
  const [own, allowed] = [prover.flatten(inner), prover.flatten(outer)];
  yield* opaqueHolds(own, allowed);
  yield* facets[atom](own, allowed, prover);
  for (const union of allowed.unions) yield includesUnion(inner, own, union, prover);
  for (const place of allowed.none) yield excludes(inner, place, prover);
}

const compareType = (inner: Meaning, outer: Meaning, atom: TypeAtom, prover: Prover): Verdict => {
  const [own, allowed] = [prover.flatten(inner), prover.flatten(outer)];
  if (!own.types.has(atom)) return "valid";
  const values = finiteValues(own);
  if (values) return worst(lazily(values, (value) => includesValue(inner, outer, value, prover)));
  const isPossible = allowed.types.has(atom) && !allowed.values;
  const direct = isPossible ? worst(compareParts(inner, outer, atom, prover)) : "may fail";
  if (direct === "valid" || prover.isEmpty(inner)) return "valid";
  const [union] = own.unions;
  if (union) return worst(lazily(union.branches, (branch) => prover.includes(narrow(inner, branch, union.key), outer)));
  const parts = atom === "object" ? splitByTag(inner, allowed, prover) : undefined;
  return parts ? worst(lazily(parts, (part) => prover.includes(part, outer))) : direct;
};

const byText = (inner: Meaning, outer: Meaning, { isSame }: Prover): Verdict =>
  holdsByText(inner, outer, isSame) ? "valid" : "unknown";

const compare = (inner: Meaning, outer: Meaning, prover: Prover): Verdict => {
  if (holdsByText(inner, outer, prover.isSame)) return "valid";
  const { types } = prover.flatten(inner);
  return worst(lazily(types, (atom) => compareType({ ...inner, types: new Set([atom]) }, outer, atom, prover)));
};

/**
 * Makes a prover, which proves that the values of one schema are values of another.
 *
 * "valid" is a proof. "may fail" and "unknown" are the lack of one, "may fail" where there is a visible reason.
 */
export const createProver = (budget: Budget): Prover => {
  const flatten = createFlatten(budget);
  const memo = createMemo();
  const accepts = createAccepts(flatten, budget);
  const keyOf = (meaning: Meaning): string => {
    budget.spend((meaning.all.length + meaning.none.length + meaning.decided.size) >> 1);
    return meaningKey(meaning);
  };
  const key = (inner: Meaning, outer: Meaning): string => `${keyOf(inner)} <= ${keyOf(outer)}`;
  const prover: Prover = {
    flatten,
    accepts,
    areDisjoint: createAreDisjoint(flatten, budget),
    isSpent: budget.isSpent,
    isSame: (one, other) => one === other || fingerprint(one) === fingerprint(other),
    includes: (inner, outer) =>
      budget.isSpent()
        ? byText(inner, outer, prover)
        : memo.ask(key(inner, outer), () => compare(inner, outer, prover)),
    includesBelow: (inner, outer) => memo.below(() => prover.includes(inner, outer)),
    isEmpty: (meaning) =>
      !budget.isSpent() &&
      memo.ask(`${keyOf(meaning)} <= nothing`, () => (provesEmpty(meaning, prover) ? "valid" : "unknown")) === "valid",
    isEmptyBelow: (meaning) => memo.below(() => prover.isEmpty(meaning)),
  };
  return prover;
};
