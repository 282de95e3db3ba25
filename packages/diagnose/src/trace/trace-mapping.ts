import type { MapOutcome } from "@email-events/core";
import { createBudget, type Budget } from "./budget.ts";
import { effectOf, valuesOf, type MapValue } from "./effect.ts";
import { findChanges, type Base, type Changes } from "./find-changes.ts";
import { placesIn, toPointer, valueAt, type Place } from "./place.ts";
import { withDistinctValues } from "./with-distinct-values.ts";

/** A value of a source event. */
export interface SourceValue {
  /** JSON Pointer (RFC 6901) into the source event. */
  readonly pointer: string;
  readonly value: unknown;
}

/** A source value that a property of the result comes from. */
export interface Origin extends SourceValue {
  /** Whether the result has the value unchanged. Otherwise it was converted, or is one part of several. */
  readonly isCopied: boolean;
}

/** A property of the result, and where it comes from. */
export interface TracedProperty {
  /** JSON Pointer into the result: `/properties/email_id`. */
  readonly pointer: string;
  readonly value: unknown;
  /** In the order of the source; none for a value that is the same for all events of the kind. */
  readonly from: readonly Origin[];
}

/**
 * Where the values of a mapped event come from. Each traced source value is an origin of properties, or in `deciding`,
 * or in `leftBehind`.
 */
export interface Trace<Call = unknown> {
  readonly outcome: MapOutcome<Call>;
  /** Each property of the result, in its order; empty for an event that isn't mapped. */
  readonly properties: readonly TracedProperty[];
  /** Source values that reach no property, but decide whether the event is mapped. */
  readonly deciding: readonly SourceValue[];
  /** Source values on which nothing depends. */
  readonly leftBehind: readonly SourceValue[];
  /** The number of source values that weren't traced: those after the first 300, or after fewer in a large event. */
  readonly untraced: number;
}

/** Documented events have about 30 values. The time grows with the square of the number. */
const maxPlaces = 300;

type Traced = Place & { readonly pointer: string; readonly changes: Changes };

/** Returns the sources of a value: those without which it is another one, or else those that repeat its default. */
const originsOf = (index: number, traced: readonly Traced[]): readonly Traced[] => {
  const strong = traced.filter(({ changes }) => changes.strong.has(index));
  return strong.length > 0 ? strong : traced.filter(({ changes }) => changes.weak.has(index));
};

const baseOf = (event: unknown, map: MapValue): Base => {
  const effect = effectOf(map(event));
  return { event, map, effect, values: valuesOf(effect) };
};

const toSourceValue = ({ pointer, value }: Traced): SourceValue => ({ pointer, value });

/** Traces as `traceMapping` does. Several traces may share a budget. */
export const traceWithin = <Call>(
  event: unknown,
  map: (value: unknown) => MapOutcome<Call>,
  budget: Budget,
): Trace<Call> => {
  const outcome = map(event);
  const all = placesIn(event, 100_000);
  const spend: MapValue = (value) => {
    budget.spend(all.length);
    return map(value);
  };
  const places = all.slice(0, maxPlaces);
  const base = baseOf(withDistinctValues(event, places, spend, budget), spend);
  const values = places.map(({ path }) => ({ path, value: valueAt(base.event, path) }));
  const traced = findChanges(base, values, budget).flatMap((changes, index): readonly Traced[] => {
    const place = places[index];
    return place === undefined ? [] : [{ ...place, pointer: toPointer(place.path), changes }];
  });
  const properties = valuesOf(effectOf(outcome)).map(({ path, value }, index) => ({
    pointer: toPointer(path),
    value,
    from: originsOf(index, traced).map((source) => ({ ...toSourceValue(source), isCopied: source.value === value })),
  }));
  const used = new Set(properties.flatMap(({ from }) => from.map((origin) => origin.pointer)));
  const others = traced.filter(({ pointer }) => !used.has(pointer));
  return {
    outcome,
    properties,
    deciding: others.filter(({ changes }) => changes.decides).map(toSourceValue),
    leftBehind: others.filter(({ changes }) => !changes.decides).map(toSourceValue),
    untraced: all.length - traced.length,
  };
};

/**
 * Finds the source value that each property of a mapped event comes from, and the values that are left behind: it
 * changes or removes one value at a time, and maps again. The event itself isn't changed.
 *
 * @param event - The source event, as parsed from JSON.
 * @param map - Validates and maps a value; pure. It must return `invalid` for a value that isn't valid.
 * @example
 * traceMapping(event, createSourceMapper("airship")).properties;
 */
export const traceMapping = <Call>(event: unknown, map: (value: unknown) => MapOutcome<Call>): Trace<Call> =>
  traceWithin(event, map, createBudget());
