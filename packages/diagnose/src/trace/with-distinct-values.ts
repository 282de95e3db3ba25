import type { Budget } from "./budget.ts";
import { effectOf, effectOfVariant, namePath, valuesOf, type Effect, type MapValue } from "./effect.ts";
import { valueAt, withValue, type Place } from "./place.ts";
import { variantsOf } from "./variants.ts";

const hasSameProperties = (one: Effect, other: Effect): boolean =>
  one !== undefined &&
  other !== undefined &&
  "call" in one &&
  "call" in other &&
  valueAt(one.call, namePath) === valueAt(other.call, namePath) &&
  valuesOf(one).length === valuesOf(other).length &&
  valuesOf(one).every(({ path }) => valueAt(other.call, path) !== undefined);

/**
 * Returns an event in which no two places hold the same text, as far as it is mapped to the same properties. An address
 * that stands in two places would hide which of them was taken.
 *
 * @param budget - Spent by `map`. Where it is spent, other places keep the same text.
 */
export const withDistinctValues = (
  event: unknown,
  places: readonly Place[],
  map: MapValue,
  budget: Budget,
): unknown => {
  const before = effectOf(map(event));
  const seen = new Set<unknown>();
  let distinct = event;
  for (const { path, value } of places) {
    if (budget.isSpent()) break;
    if (typeof value !== "string") continue;
    if (seen.has(value)) {
      const other = variantsOf(value, path)
        .filter((variant) => !seen.has(variant))
        .map((variant) => ({ variant, event: withValue(distinct, path, variant) }))
        .find((changed) => hasSameProperties(before, effectOfVariant(map, changed.event)));
      if (other !== undefined) {
        distinct = other.event;
        seen.add(other.variant);
      }
    }
    seen.add(value);
  }
  return distinct;
};
