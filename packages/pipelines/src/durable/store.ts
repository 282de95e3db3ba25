/** A stored call with its number in the store. */
export interface StoredCall<E> {
  readonly number: number;
  readonly event: E;
}

/**
 * Keeps the events of a durable client until they are delivered or rejected. See `openCallStore` of
 * `@email-events/store`.
 */
export interface Store<E> {
  /** Stores an event, and resolves to its number once it would survive a crash. Appends can be concurrent. */
  append(event: E): Promise<number>;
  /**
   * Removes an event; a second call does nothing. The removal needn't survive a crash: an event that comes back has the
   * same `messageId`.
   */
  ack(number: number): void;
  /**
   * Returns every event that was appended before this store was opened and not removed, oldest first. If the result isn't
   * an array, events are read one by one, so that memory doesn't grow with their number; a removed event isn't read.
   */
  replay(): Iterable<StoredCall<E>>;
  /** Resolves when everything is written, as far as possible. */
  close(): Promise<void>;
}
