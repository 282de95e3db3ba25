import { arrayShape } from "./array-shape.ts";
import type { SchemaNode } from "../json-schema.ts";
import { childOf, keywordsOf } from "../resolve/children.ts";
import type { SchemaSet } from "../schema-set.ts";
import { createValueFacts, keysOf, type ValueFacts, type ValueType } from "./value-facts.ts";
import { areRangesApart, rangeOf, rangeOfValue, type SizedType, type ValueRange } from "./value-range.ts";

/** The depth of properties and choices, the pairs of places for one set, and the items of an array that are compared. */
const most = { depth: 5, pairs: 100_000, items: 10 };

/** Determines whether places are disjoint. */
export interface Disjointness {
  /** The indices of two places that a value may match at once; `undefined` where they are certainly disjoint. */
  readonly overlapOf: (branches: readonly SchemaNode[]) => readonly [number, number] | undefined;
}

/** Whether a name may match a pattern. Only plain prefixes are executed, since other patterns can be slow. */
const mayMatch = (pattern: string, name: string): boolean =>
  /^\^[\w-]+$/.test(pattern) ? name.startsWith(pattern.slice(1)) : true;

/** Whether objects of a place can't have a property. */
const isClosedTo = ({ parts }: ValueFacts, name: string): boolean =>
  parts.some((part) => {
    const { additionalProperties, properties = {}, patternProperties = {} } = keywordsOf(part) ?? {};
    if (additionalProperties !== false || Object.hasOwn(properties, name)) return false;
    return !Object.keys(patternProperties).some((pattern) => mayMatch(pattern, name));
  });

/** The places that describe a property, bases included. */
const describing = ({ parts }: ValueFacts, name: string): readonly SchemaNode[] =>
  parts.flatMap((part) =>
    Object.hasOwn(keywordsOf(part)?.properties ?? {}, name) ? [childOf(part, "properties", name)] : [],
  );

/** The places that describe an item of an array, bases included. */
const describingItem = ({ parts }: ValueFacts, index: number): readonly SchemaNode[] =>
  parts.flatMap((part) => {
    const { first, rest } = arrayShape(part);
    return first[index] ?? rest ?? [];
  });

const isSized = (type: ValueType): type is SizedType => type === "number" || type === "string" || type === "array";

/** The sizes of the values of a type: those of the listed values, or the bounds. */
const rangesIn = (type: SizedType, { values, schemas }: ValueFacts): readonly ValueRange[] =>
  values ? [...values].flatMap((value) => rangeOfValue(type, value)) : [rangeOf(type, schemas)];

const createDisjointness = (set: SchemaSet): Disjointness => {
  const factsOf = createValueFacts(set);
  const known = new Map<string, boolean>();

  const areObjectsApart = (a: ValueFacts, b: ValueFacts, depth: number): boolean => {
    const isDisjointBy = (name: string): boolean =>
      (a.required.has(name) && isClosedTo(b, name)) ||
      (b.required.has(name) && isClosedTo(a, name)) ||
      areApart(describing(a, name), describing(b, name), depth - 1);
    return [...new Set([...a.required, ...b.required])].some(isDisjointBy);
  };

  const areArraysApart = (a: ValueFacts, b: ValueFacts, depth: number): boolean => {
    const { least } = rangeOf("array", [...a.schemas, ...b.schemas]);
    const count = Math.max(0, Math.min(least, most.items));
    const indices = Array.from({ length: count }, (_, index) => index);
    return indices.some((index) => areApart(describingItem(a, index), describingItem(b, index), depth - 1));
  };

  const areApartIn = (type: ValueType, a: ValueFacts, b: ValueFacts, depth: number): boolean => {
    if (isSized(type)) {
      const ranges = rangesIn(type, b);
      if (rangesIn(type, a).every((range) => ranges.every((other) => areRangesApart(range, other)))) return true;
    }
    if (type === "object") return areObjectsApart(a, b, depth);
    return type === "array" && areArraysApart(a, b, depth);
  };

  const compare = (left: readonly SchemaNode[], right: readonly SchemaNode[], depth: number): boolean => {
    const [a, b] = [factsOf(left), factsOf(right)];
    if (a.values && b.values && ![...a.values].some((value) => b.values?.has(value))) return true;
    if ([...a.types].every((type) => !b.types.has(type) || areApartIn(type, a, b, depth))) return true;
    return (
      a.choices.some((branches) => branches.every((branch) => areApart([branch], right, depth - 1))) ||
      b.choices.some((branches) => branches.every((branch) => areApart(left, [branch], depth - 1)))
    );
  };

  /** Whether no value matches all of some places and all of some others. */
  const areApart = (left: readonly SchemaNode[], right: readonly SchemaNode[], depth: number): boolean => {
    const pair = JSON.stringify([keysOf(left), keysOf(right), depth]);
    const answer = known.get(pair);
    if (answer !== undefined || depth === 0 || known.size > most.pairs) return answer ?? false;
    // A recursive question is undecided.
    known.set(pair, false);
    const isApart = compare(left, right, depth);
    known.set(pair, isApart);
    return isApart;
  };

  /** Whether all branches list their values, and no two list the same. */
  const haveOwnValues = (branches: readonly SchemaNode[]): boolean => {
    const values = branches.flatMap((branch) => [...(factsOf([branch]).values ?? [])]);
    return branches.every((branch) => factsOf([branch]).values) && new Set(values).size === values.length;
  };

  return {
    overlapOf: (branches) => {
      if (haveOwnValues(branches)) return undefined;
      for (const [index, branch] of branches.entries()) {
        const before = branches.slice(0, index).findIndex((other) => !areApart([other], [branch], most.depth));
        if (before >= 0) return [before, index];
      }
      return undefined;
    },
  };
};

const known = new WeakMap<SchemaSet, Disjointness>();

/** The cached disjointness of the places of a set. */
export const disjointnessOf = (set: SchemaSet): Disjointness => {
  const found = known.get(set) ?? createDisjointness(set);
  known.set(set, found);
  return found;
};
