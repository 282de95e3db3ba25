/** A call as a store keeps it, under a number of the store's own. */
export interface StoredCall<E> {
  readonly number: number;
  readonly event: E;
}

/** Where a durable client keeps events until their outcome is known. `openCallStore` of `@email-events/store` opens one. */
export interface Store<E> {
  /** Keeps an event, and resolves to its number once it would survive a crash. Appends may run at the same time. */
  append(event: E): Promise<number>;
  /** Removes an event; to do so again does nothing. It needn't survive a crash: an event that comes back has the same `messageId`. */
  ack(number: number): void;
  /**
   * Every event that was appended before this store was opened and not let go of, oldest first. Where it isn't an array,
   * each is read when it is its turn, so that memory doesn't grow with them; an event that was let go of isn't read.
   */
  replay(): Iterable<StoredCall<E>>;
  /** Resolves when everything that can be is written. */
  close(): Promise<void>;
}
