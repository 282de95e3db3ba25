import { showName } from "./set-aside.ts";

/**
 * The names of unrecognized events with their counts, the most frequent first. A name has at most 60 printable
 * characters, without addresses; `""` is for events without a name. At most the first 20 names; events with other names
 * are only in the report's count.
 */
export type NameCounts = readonly (readonly [name: string, count: number])[];

/** A stream can have any number of names. */
const maxNames = 20;

/** Counts the names of unrecognized events, in bounded memory. */
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
