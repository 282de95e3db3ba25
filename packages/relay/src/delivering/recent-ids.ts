/** Ids of events that were delivered lately, in memory. */
export interface RecentIds {
  readonly add: (ids: readonly string[]) => void;
  readonly has: (id: string) => boolean;
}

/**
 * Creates a memory of ids. When it is full, it forgets half of them, the oldest.
 *
 * @param most - How many ids it holds.
 */
export const createRecentIds = (most: number): RecentIds => {
  const half = Math.ceil(most / 2);
  let [recent, older] = [new Set<string>(), new Set<string>()];
  return {
    add: (ids) => {
      if (most === 0) return;
      for (const id of ids) {
        recent.add(id);
        if (recent.size >= half) [recent, older] = [new Set(), recent];
      }
    },
    has: (id) => recent.has(id) || older.has(id),
  };
};
