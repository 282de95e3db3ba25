/** Opens when everything it holds has let go. */
export class Latch {
  readonly opened: Promise<void>;
  #held = 0;
  #open: () => void = () => {};

  constructor() {
    this.opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  hold(holder: { readonly latches: Set<Latch> }): void {
    holder.latches.add(this);
    this.#held += 1;
  }

  letGo(): void {
    this.#held -= 1;
    if (this.#held === 0) this.#open();
  }

  /** Opens at once when there was nothing to hold. */
  get done(): Promise<void> {
    if (this.#held === 0) this.#open();
    return this.opened;
  }
}
