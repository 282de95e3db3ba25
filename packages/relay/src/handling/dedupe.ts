/** Knows which ids were delivered before, or are being delivered. */
export interface Dedupe {
  /** Notes ids that are about to be sent. Returns the positions of those that are known already: their events are duplicates. */
  readonly enter: (ids: readonly string[]) => ReadonlySet<number>;
  /** Forgets ids in flight, whose outcome is stored by now. */
  readonly leave: (ids: readonly string[]) => void;
}

/**
 * Creates what finds duplicates, in all sources together.
 *
 * @param findSeen - Returns those of some ids that were delivered before.
 */
export const createDedupe = (findSeen: (ids: readonly string[]) => ReadonlySet<string>): Dedupe => {
  const inFlight = new Set<string>();
  return {
    enter: (ids) => {
      const seen = findSeen(ids);
      const known = new Set<number>();
      ids.forEach((id, at) => {
        const before = inFlight.size;
        // The size after adding shows whether the id is new: one lookup instead of two.
        if (seen.has(id) || inFlight.add(id).size === before) known.add(at);
      });
      return known;
    },
    leave: (ids) => {
      for (const id of ids) inFlight.delete(id);
    },
  };
};
