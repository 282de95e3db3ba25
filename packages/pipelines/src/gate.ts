/** The pass of one request through the gate. */
export interface Ticket {
  readonly enteredAt: number;
  readonly epoch: number;
}

/** What the gate is told to keep to. */
export interface GateSettings {
  readonly maxInFlight: number;
  readonly requestsPerSecond: number;
  readonly backoffBaseMs: number;
  readonly backoffCapMs: number;
  /** No pause is longer: what waits for longer has missed its deadline. */
  readonly deadlineMs: number;
  /** 0 <= n < 1. */
  readonly random: () => number;
}

// A third of a second's worth at once keeps any 3 s under 10/3 of the rate: 900 a second stay within the API's 3,000.
const burstSeconds = 1 / 3;
// An answer this much slower than usual asks for fewer requests at a time, before the server has to say so.
const slowFactor = 2;
const slowMarginMs = 100;

/**
 * Decides when the next request may go: one shared pause after a failure, one probe after the pause, then a careful
 * rise to the in-flight limit (slow start, additive increase, multiplicative decrease), all under the request rate.
 *
 * An epoch is the time between two pauses. Failures of one epoch count once: eight requests that were under way when a
 * server went down are one failure, not eight steps of back-off.
 */
export class Gate {
  readonly #settings: GateSettings;
  readonly #burst: number;
  #tokens: number;
  #tokensAt = 0;
  #limit: number;
  #threshold: number;
  #inFlight = 0;
  #inFlightOfEpoch = 0;
  #epoch = 0;
  #failures = 0;
  #pausedUntil = 0;
  #usualMs: number | undefined;

  constructor(settings: GateSettings) {
    this.#settings = settings;
    this.#burst = Math.max(1, settings.requestsPerSecond * burstSeconds);
    this.#tokens = this.#burst;
    this.#limit = settings.maxInFlight;
    this.#threshold = settings.maxInFlight;
  }

  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  get inFlightLimit(): number {
    return this.#failures > 0 ? 1 : Math.floor(this.#limit);
  }

  /** Milliseconds until the next request may go: 0 is now, Infinity is when one under way has come back. */
  waitMs(now: number): number {
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    const busy = this.#failures > 0 ? this.#inFlightOfEpoch : this.#inFlight;
    if (busy >= this.inFlightLimit) return Infinity;
    const { requestsPerSecond } = this.#settings;
    const gained = Math.max(0, now - this.#tokensAt) * (requestsPerSecond / 1000);
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#tokensAt = now;
    return this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / requestsPerSecond) * 1000;
  }

  /** Takes a place; only after `waitMs` said 0. */
  enter(now: number): Ticket {
    this.#tokens -= 1;
    this.#inFlight += 1;
    this.#inFlightOfEpoch += 1;
    return { enteredAt: now, epoch: this.#epoch };
  }

  /** Gives the place back without a word on the server: the request was given up on. */
  leave(ticket: Ticket): void {
    this.#inFlight -= 1;
    if (ticket.epoch === this.#epoch) this.#inFlightOfEpoch -= 1;
  }

  /** The server answered, and not that it was in trouble. */
  succeeded(ticket: Ticket, now: number): void {
    this.leave(ticket);
    // A late answer to a request from before the pause says nothing about the server now.
    if (ticket.epoch !== this.#epoch) return;
    this.#failures = 0;
    const tookMs = now - ticket.enteredAt;
    const usualMs = this.#usualMs ?? tookMs;
    this.#usualMs = usualMs + (tookMs - usualMs) / 8;
    if (tookMs > usualMs * slowFactor + slowMarginMs) this.#limit = Math.max(1, this.#limit * 0.75);
    else this.#rise();
  }

  /**
   * The request failed in a way that time may heal: pauses every request, for the longer of the back-off and what the
   * server asked for. Returns whether a pause began or grew.
   */
  failed(ticket: Ticket, now: number, retryAfterMs = 0): boolean {
    this.leave(ticket);
    const askedUntil = retryAfterMs > 0 ? now + Math.min(retryAfterMs, this.#settings.deadlineMs) : 0;
    if (ticket.epoch !== this.#epoch) {
      const longer = askedUntil > this.#pausedUntil;
      if (longer) this.#pausedUntil = askedUntil;
      return longer;
    }
    this.#epoch += 1;
    this.#inFlightOfEpoch = 0;
    this.#failures += 1;
    if (this.#failures === 1) this.#threshold = Math.max(1, this.#limit / 2);
    this.#limit = 1;
    this.#pausedUntil = Math.max(now + this.#backoffMs(), askedUntil);
    return true;
  }

  #rise(): void {
    this.#limit = Math.min(
      this.#settings.maxInFlight,
      this.#limit + (this.#limit < this.#threshold ? 1 : 1 / this.#limit),
    );
  }

  // Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
  #backoffMs(): number {
    const { backoffBaseMs, backoffCapMs, random } = this.#settings;
    return random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** Math.min(this.#failures - 1, 30));
  }
}
