import { showName } from "./set-aside.ts";

/**
 * What unrecognized events are called, and how many are called so; the most frequent first. A name is at most 60 characters,
 * printable and without addresses; `""` stands for events without a name. At most 20 names, those that came first: events of
 * other names are in the report's count alone.
 */
export type NameCounts = readonly (readonly [name: string, count: number])[];

/** A stream can hold any number of names. */
const maxNames = 20;

/** Counts the names of unrecognized events, in memory that doesn't grow with their number. */
export const createNameCounts = () => {
  const counted = new Map<string, number>();
  return {
    add: (name: string): void => {
      const shown = showName(name);
      const count = counted.get(shown);
      if (count !== undefined || counted.size < maxNames) counted.set(shown, (count ?? 0) + 1);
    },
    counts: (): NameCounts => [...counted].toSorted(([, one], [, other]) => other - one),
  };
};
