import type { Clock } from "./clock.ts";

/** One timer, set anew each time: there is none for an event or a batch. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #at = Infinity;
  #cancel: () => void = () => {};

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Rings once at that time, and no longer at another; never for Infinity. */
  set(at: number): void {
    if (at === this.#at) return;
    this.#cancel();
    this.#at = at;
    if (at === Infinity) return;
    this.#cancel = this.#clock.after(at - this.#clock.now(), () => {
      this.#at = Infinity;
      this.#ring();
    });
  }
}
