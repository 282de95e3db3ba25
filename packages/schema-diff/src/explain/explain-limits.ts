import { type Comparison, type Explainer, found, loosened, sourceOf, tightened } from "./comparison.ts";
import type { Finding } from "../judge-change.ts";
import type { LimitName, Shape } from "../normalize/shape.ts";
import type { TypeAtom } from "../normalize/type-atoms.ts";

interface LimitPair {
  readonly names: readonly [LimitName, ...LimitName[]];
  /** Whether a larger limit takes fewer values. */
  readonly isLower: boolean;
  /** The types that the limit speaks of. */
  readonly atoms: readonly TypeAtom[];
}

const lower = (atoms: readonly TypeAtom[], ...names: readonly [LimitName, ...LimitName[]]): LimitPair => ({
  names,
  isLower: true,
  atoms,
});
const upper = (atoms: readonly TypeAtom[], ...names: readonly [LimitName, ...LimitName[]]): LimitPair => ({
  names,
  isLower: false,
  atoms,
});

const numbers: readonly TypeAtom[] = ["integer", "fraction"];

const limitPairs: readonly LimitPair[] = [
  lower(numbers, "minimum", "exclusiveMinimum"),
  upper(numbers, "maximum", "exclusiveMaximum"),
  lower(["string"], "minLength"),
  upper(["string"], "maxLength"),
  lower(["array"], "minItems"),
  upper(["array"], "maxItems"),
  lower(["object"], "minProperties"),
  upper(["object"], "maxProperties"),
];

interface Limit {
  readonly name: LimitName;
  readonly value: number;
  readonly isExclusive: boolean;
}

/** The strictest of the limits on one side; an exclusive one is stricter than an inclusive one of the same value. */
const limitOf = (shape: Shape, { names, isLower }: LimitPair): Limit | undefined => {
  const limits = names.flatMap((name): readonly Limit[] => {
    const value = shape.limits.get(name);
    return value === undefined ? [] : [{ name, value, isExclusive: name.startsWith("exclusive") }];
  });
  const strictness = ({ value, isExclusive }: Limit) => ({ size: isLower ? value : -value, isExclusive });
  return limits.toSorted((one, other) => {
    const [a, b] = [strictness(one), strictness(other)];
    return b.size - a.size || Number(b.isExclusive) - Number(a.isExclusive);
  })[0];
};

const isStricter = (one: Limit, other: Limit | undefined, isLower: boolean): boolean => {
  if (!other) return true;
  if (one.value === other.value) return one.isExclusive && !other.isExclusive;
  return one.value > other.value === isLower;
};

const inWords = (limit: Limit | undefined): string => (limit ? `${limit.name} ${limit.value}` : "no limit");

const explainPair = (comparison: Comparison, pair: LimitPair): readonly Finding[] => {
  const { oldShape, newShape } = comparison;
  const speaks = (shape: Shape): boolean => pair.atoms.some((atom) => shape.types.has(atom));
  if (!speaks(oldShape) || !speaks(newShape)) return [];
  const [was, is] = [limitOf(oldShape, pair), limitOf(newShape, pair)];
  const detail = `was ${inWords(was)}, is ${inWords(is)}`;
  const place = sourceOf(comparison, (is ?? was)?.name ?? pair.names[0]);
  if (is && isStricter(is, was, pair.isLower)) return [found(comparison, place, "bound-tightened", detail, tightened)];
  if (was && isStricter(was, is, pair.isLower)) return [found(comparison, place, "bound-loosened", detail, loosened)];
  return [];
};

/** Says which bounds of numbers, lengths and counts moved. */
export const explainLimits: Explainer = (comparison) => limitPairs.flatMap((pair) => explainPair(comparison, pair));
