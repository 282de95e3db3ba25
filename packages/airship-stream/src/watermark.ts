/** A chunk that was entered and may not be settled yet. */
export interface Ticket {
  readonly offset: string | undefined;
}

/** Knows up to which offset everything is settled. */
export interface Watermark {
  /**
   * Notes a chunk, in the order of the stream, before it is handled.
   *
   * @param offset - The chunk's own; `undefined` where it has none.
   * @returns What to settle it by. Two chunks may have the same offset.
   */
  readonly enter: (offset: string | undefined) => Ticket;
  /** Notes that a chunk is dealt with, whatever became of its items. A ticket that is settled already changes nothing. */
  readonly settle: (ticket: Ticket) => void;
  /**
   * Returns the offset below and at which everything that was entered is settled: safe to store, and to resume from.
   * `undefined` while there is none.
   */
  readonly committed: () => string | undefined;
  /** How many chunks are entered that `committed` doesn't cover yet. */
  readonly pending: () => number;
}

interface Entry extends Ticket {
  isSettled: boolean;
  next: Entry | undefined;
}

/**
 * Creates a watermark, in which chunks may be settled in any order.
 *
 * @param offset - The one that is committed at the beginning.
 * @example
 * const watermark = createWatermark();
 * const ticket = watermark.enter(chunk.offset);
 * // ... later, when each item has an outcome
 * watermark.settle(ticket);
 * await store(watermark.committed());
 */
export const createWatermark = (offset?: string): Watermark => {
  let committed = offset;
  // Linked in the order of the stream: what is covered is released at once, whatever is still open behind it.
  let first: Entry | undefined;
  let last: Entry | undefined;
  let pending = 0;
  const open = new WeakMap<Ticket, Entry>();

  const advance = (): void => {
    while (first?.isSettled === true) {
      const { offset: settled, next }: Entry = first;
      // A ticket that a caller keeps must not hold all that came behind it.
      first.next = undefined;
      first = next;
      committed = settled ?? committed;
      pending -= 1;
    }
    if (first === undefined) last = undefined;
  };
  return {
    enter: (entered) => {
      const entry: Entry = { offset: entered, isSettled: false, next: undefined };
      if (last === undefined) first = entry;
      else last.next = entry;
      last = entry;
      pending += 1;
      open.set(entry, entry);
      return entry;
    },
    settle: (ticket) => {
      const entry = open.get(ticket);
      if (entry === undefined) return;
      open.delete(ticket);
      entry.isSettled = true;
      advance();
    },
    committed: () => committed,
    pending: () => pending,
  };
};
