/** How full the queue is, and who waits for it to get emptier. */
export class Room {
  queuedEvents = 0;
  queuedBytes = 0;
  #waiters: (() => void)[] = [];

  /** Counts calls in, or out with numbers below 0. */
  add(events: number, bytes: number): void {
    this.queuedEvents += events;
    this.queuedBytes += bytes;
    if (events < 0) for (const resolve of this.#waiters.splice(0)) resolve();
  }

  /** Resolves when calls have left the queue; at once when it is empty. */
  wait(): Promise<void> {
    return this.queuedEvents === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiters.push(resolve));
  }
}
