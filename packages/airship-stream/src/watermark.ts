/** Identifies a chunk that was entered. */
export interface Ticket {
  /** The offset that the chunk was entered with. */
  readonly offset: string | undefined;
}

/** Tracks the offset up to which everything is settled. */
export interface Watermark {
  /**
   * Registers a chunk. Chunks are entered in stream order.
   *
   * @param offset - The chunk's offset. Two chunks may have the same one.
   */
  readonly enter: (offset: string | undefined) => Ticket;
  /** Marks a chunk as handled, whatever the outcome of its items. Settling a ticket twice has no effect. */
  readonly settle: (ticket: Ticket) => void;
  /**
   * Returns the offset up to which (inclusive) everything is settled: safe to store and to resume after. `undefined` before
   * the first.
   */
  readonly committed: () => string | undefined;
  /** Returns the number of chunks after `committed`. */
  readonly pending: () => number;
}

interface Entry extends Ticket {
  /** Identifies the watermark. A `WeakMap` of entries would take a time that grows with the square of their number. */
  readonly owner: object;
  isSettled: boolean;
  next: Entry | undefined;
}

/**
 * Creates a watermark. Chunks may be settled in any order.
 *
 * @param offset - The offset that was committed before, such as the stored one.
 * @throws TypeError for an offset that isn't a string.
 * @example
 * const watermark = createWatermark();
 * const ticket = watermark.enter(chunk.offset);
 * // ... later, when each item has an outcome
 * watermark.settle(ticket);
 * await store(watermark.committed());
 */
export const createWatermark = (offset?: string): Watermark => {
  // Databases return null for what isn't there, and a number would be compared with strings.
  if (typeof (offset ?? "") !== "string")
    throw new TypeError("The offset of a watermark must be a string, or left out.");
  let committed = offset ?? undefined;
  // Linked in stream order: settled chunks at the front are released at once, even if later ones are open.
  let first: Entry | undefined;
  let last: Entry | undefined;
  let pending = 0;
  const owner = {};
  const isOwn = (ticket: Ticket & { readonly owner?: object }): ticket is Entry => ticket.owner === owner;

  const advance = (): void => {
    while (first?.isSettled === true) {
      const { offset: settled, next }: Entry = first;
      // A ticket that a caller keeps must not retain all later ones.
      first.next = undefined;
      first = next;
      committed = settled ?? committed;
      pending -= 1;
    }
    if (first === undefined) last = undefined;
  };
  return {
    enter: (entered) => {
      const entry: Entry = { offset: entered, owner, isSettled: false, next: undefined };
      if (last === undefined) first = entry;
      else last.next = entry;
      last = entry;
      pending += 1;
      return entry;
    },
    settle: (ticket) => {
      if (!isOwn(ticket)) return;
      ticket.isSettled = true;
      advance();
    },
    committed: () => committed,
    pending: () => pending,
  };
};
