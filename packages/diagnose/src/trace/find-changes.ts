import type { Budget } from "./budget.ts";
import { effectOfVariant, namePath, type Effect, type MapValue } from "./effect.ts";
import { valueAt, withoutValue, withValue, type Place } from "./place.ts";
import { codesLike, variantsOf } from "./variants.ts";

/** What depends on one source value. The numbers are indexes of the call's values in `Base.values`. */
export interface Changes {
  /** Those that change with the value, and when it is removed, too. */
  readonly strong: ReadonlySet<number>;
  /** Those that change with the value, and are the same without it: it may only repeat a default. */
  readonly weak: ReadonlySet<number>;
  /** Whether with another value, or without it, the event isn't mapped, or skipped for another reason. */
  readonly decides: boolean;
}

/** An event that was mapped before any change. */
export interface Base {
  readonly event: unknown;
  readonly map: MapValue;
  readonly effect: Effect;
  /** The values of its call. */
  readonly values: readonly Place[];
}

/** Returns the indexes of the values that differ in a call. */
const changedIn = (call: unknown, values: readonly Place[], name: unknown): readonly number[] => {
  // Calls of other names have other properties: those that are missing don't come from the name.
  const isOtherCall = valueAt(call, namePath) !== name;
  const changed: number[] = [];
  for (const [index, { path, value }] of values.entries()) {
    const after = valueAt(call, path);
    if (after !== value && (after !== undefined || !isOtherCall)) changed.push(index);
  }
  return changed;
};

/** What was found of one place so far. */
interface Found {
  /** Indexes of values that changed with the place. */
  readonly changed: Set<number>;
  decides: boolean;
  /** Those that changed when the place was removed; `undefined` where that tells nothing. */
  without: readonly number[] | undefined;
}

/** Adds what changes with a changed event. Returns that; `undefined` when the event tells nothing about properties. */
const tryOne = ({ effect, map, values }: Base, variant: unknown, found: Found): readonly number[] | undefined => {
  const after = effectOfVariant(map, variant);
  if (after === undefined || effect === undefined) return undefined;
  if ("call" in after && "call" in effect) {
    const changed = changedIn(after.call, values, valueAt(effect.call, namePath));
    for (const index of changed) found.changed.add(index);
    return changed;
  }
  found.decides ||= !("without" in after && "without" in effect && after.without === effect.without);
  return undefined;
};

/** Changes the value at a place, and removes it. */
const tryVariants = (base: Base, { path, value }: Place): Found => {
  const found: Found = { changed: new Set(), decides: false, without: undefined };
  for (const other of variantsOf(value, path)) tryOne(base, withValue(base.event, path, other), found);
  found.without = tryOne(base, withoutValue(base.event, path), found);
  return found;
};

/** Tries all codes. A code can share its meaning with the next one; where no other value has an effect, no code has. */
const tryCodes = (base: Base, { path, value }: Place, found: Found, budget: Budget): void => {
  if (found.changed.size === 0 && !found.decides) return;
  for (const code of codesLike(value)) {
    if (budget.isSpent()) return;
    tryOne(base, withValue(base.event, path, code), found);
  }
};

const toChanges = ({ changed, decides, without }: Found): Changes => {
  const isKept = (index: number): boolean => without !== undefined && !without.includes(index);
  return {
    strong: new Set([...changed].filter((index) => !isKept(index))),
    weak: new Set([...changed].filter(isKept)),
    decides,
  };
};

/**
 * Finds what depends on the value at each place, by changing it, removing it, and mapping again.
 *
 * @param budget - Spent by the base's `map`.
 * @returns The changes of the first places: of all, unless the budget is spent before.
 */
export const findChanges = (base: Base, places: readonly Place[], budget: Budget): readonly Changes[] => {
  const all: { readonly place: Place; readonly found: Found }[] = [];
  for (const place of places) {
    if (budget.isSpent()) break;
    all.push({ place, found: tryVariants(base, place) });
  }
  // Last, because they take the most: other places must not go without their first look.
  for (const { found, place } of all) tryCodes(base, place, found, budget);
  return all.map(({ found }) => toChanges(found));
};
