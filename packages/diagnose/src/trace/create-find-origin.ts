import { createSourceMapper } from "../sources/create-source-mapper.ts";
import type { MapperOptions } from "../sources/mappings.ts";
import type { VocabularyName } from "../sources/detect-vocabulary.ts";
import { createBudget } from "./budget.ts";
import { placesIn, valueAt, type Path } from "./place.ts";
import { traceWithin, type TracedProperty } from "./trace-mapping.ts";

/** A source event of a kind. */
export interface SourceEvent {
  readonly value: unknown;
  readonly vocabulary: VocabularyName;
  readonly name: string | undefined;
}

/** Returns a pointer to the value of a source event that a property of its call comes from; `undefined` if none is found. */
export type FindOrigin = (event: SourceEvent, pointer: string) => string | undefined;

/** The time of a trace grows with the square of the number of values. */
const maxValues = 120;

const toPath = (pointer: string): Path =>
  pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));

/** Of several origins: the one that is copied, or else the last, as in `/type` and `/event_id` of an id. */
const chooseOrigin = (property: TracedProperty | undefined): string | undefined =>
  (property?.from.find(({ isCopied }) => isCopied) ?? property?.from.at(-1))?.pointer;

/**
 * Creates a function that finds origins by tracing. Events of a kind mostly have the same origins, so an event is traced
 * only if it has a value at none of the known ones.
 *
 * @param budget - Of all traces together. Once it is spent, findings are placed at the start of their event.
 * @throws TypeError for options that a mapper refuses.
 */
export const createFindOrigin = (mapperOptions: MapperOptions, budget = createBudget()): FindOrigin => {
  const known = new Map<string, readonly string[]>();
  return ({ name, value, vocabulary }, pointer) => {
    const key = JSON.stringify([vocabulary, name, pointer]);
    const origins = known.get(key) ?? [];
    const found = origins.find((origin) => valueAt(value, toPath(origin)) !== undefined);
    if (found !== undefined || budget.isSpent() || placesIn(value, maxValues).length >= maxValues) return found;
    const { properties } = traceWithin(value, createSourceMapper(vocabulary, mapperOptions), budget);
    const origin = chooseOrigin(properties.find((property) => property.pointer === pointer));
    if (origin !== undefined) known.set(key, [...origins, origin]);
    return origin;
  };
};
