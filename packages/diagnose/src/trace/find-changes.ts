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

/** Finds what depends on the value at one place, by changing it, removing it, and mapping again. */
export const findChanges = ({ event, map, effect, values }: Base, { path, value }: Place): Changes => {
  const changed = new Set<number>();
  const name = effect !== undefined && "call" in effect ? valueAt(effect.call, namePath) : undefined;
  let decides = false;
  /** Returns what changed; `undefined` when the change tells nothing about properties. */
  const tryOne = (variant: unknown): readonly number[] | undefined => {
    const after = effectOfVariant(map, variant);
    if (after === undefined || effect === undefined) return undefined;
    if ("call" in after && "call" in effect) {
      const found = changedIn(after.call, values, name);
      for (const index of found) changed.add(index);
      return found;
    }
    decides ||= !("without" in after && "without" in effect && after.without === effect.without);
    return undefined;
  };
  const tryAll = (others: readonly unknown[]): void =>
    others.forEach((other) => void tryOne(withValue(event, path, other)));

  tryAll(variantsOf(value, path));
  const without = tryOne(withoutValue(event, path));
  // A code can share its meaning with the next one; where no other value has an effect, no code has.
  if (changed.size > 0 || decides) tryAll(codesLike(value));
  const isKept = (index: number): boolean => without !== undefined && !without.includes(index);
  return {
    strong: new Set([...changed].filter((index) => !isKept(index))),
    weak: new Set([...changed].filter(isKept)),
    decides,
  };
};
