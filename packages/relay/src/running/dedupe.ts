/** Knows which ids were delivered before, or are being delivered. */
export interface Dedupe {
  /** Notes an id that is about to be sent. Returns false where it is known already: the event is a duplicate. */
  readonly enter: (id: string) => boolean;
  /** Forgets ids in flight, whose outcome is stored by now. */
  readonly leave: (ids: readonly string[]) => void;
}

/**
 * Creates what finds duplicates, in all sources together.
 *
 * @param hasSeen - Whether an id was delivered before.
 */
export const createDedupe = (hasSeen: (id: string) => boolean): Dedupe => {
  const inFlight = new Set<string>();
  return {
    enter: (id) => {
      if (hasSeen(id)) return false;
      const before = inFlight.size;
      // To add it tells whether it was there: one search in place of two.
      return inFlight.add(id).size > before;
    },
    leave: (ids) => {
      for (const id of ids) inFlight.delete(id);
    },
  };
};
