/** Knows which ids were delivered before, or are being delivered. */
export interface Dedupe {
  /** Notes ids that are about to be sent. Returns whether each is new: where it is known already, the event is a duplicate. */
  readonly enter: (ids: readonly string[]) => readonly boolean[];
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
      return ids.map((id) => {
        if (seen.has(id)) return false;
        const before = inFlight.size;
        // The size after adding shows whether the id is new: one lookup instead of two.
        return inFlight.add(id).size > before;
      });
    },
    leave: (ids) => {
      for (const id of ids) inFlight.delete(id);
    },
  };
};
