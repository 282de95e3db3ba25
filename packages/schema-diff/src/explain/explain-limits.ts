import { type Comparison, type Explainer, found, loosened, sourceOf, tightened } from "./comparison.ts";
import type { Finding } from "../classify-change.ts";
import { limits } from "../normalize/limits.ts";
import type { LimitName, Shape } from "../normalize/shape.ts";

/** An inclusive and an exclusive limit of one side, or a limit alone. */
type LimitPair = readonly [LimitName, ...LimitName[]];

const limitPairs: readonly LimitPair[] = [
  ["minimum", "exclusiveMinimum"],
  ["maximum", "exclusiveMaximum"],
  ["minLength"],
  ["maxLength"],
  ["minItems"],
  ["maxItems"],
  ["minProperties"],
  ["maxProperties"],
];

interface Limit {
  readonly name: LimitName;
  readonly value: number;
  readonly isExclusive: boolean;
}

/** The strictest limit of one side; an exclusive limit is stricter than an inclusive one of the same value. */
const strictest = (shape: Shape, names: LimitPair, isLower: boolean): Limit | undefined => {
  const own = names.flatMap((name): readonly Limit[] => {
    const value = shape.limits.get(name);
    return value === undefined ? [] : [{ name, value, isExclusive: name.startsWith("exclusive") }];
  });
  const strictness = ({ value, isExclusive }: Limit) => ({ size: isLower ? value : -value, isExclusive });
  return own.toSorted((one, other) => {
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
  const [name] = pair;
  const { atoms, isUpper } = limits[name];
  const applies = (shape: Shape): boolean => atoms.some((atom) => shape.types.has(atom));
  if (!applies(oldShape) || !applies(newShape)) return [];
  const [was, is] = [strictest(oldShape, pair, !isUpper), strictest(newShape, pair, !isUpper)];
  const detail = `was ${inWords(was)}, is ${inWords(is)}`;
  const place = sourceOf(comparison, (is ?? was)?.name ?? name);
  if (is && isStricter(is, was, !isUpper)) return [found(comparison, place, "bound-tightened", detail, tightened)];
  if (was && isStricter(was, is, !isUpper)) return [found(comparison, place, "bound-loosened", detail, loosened)];
  return [];
};

/** Reports changes of bounds of numbers, lengths and counts. */
export const explainLimits: Explainer = (comparison) => limitPairs.flatMap((pair) => explainPair(comparison, pair));
