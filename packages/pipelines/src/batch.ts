import type { Entry } from "./outcome.ts";

/** How calls are wrapped in a request body. Every body ends with `sentAt`, which is written anew for each attempt. */
export interface Envelope {
  readonly head: string;
  readonly tail: string;
  /** How many of the last call's own bytes the tail takes the place of. */
  readonly overlap: number;
  readonly maxCalls: number;
}

const sentAtLength = "2026-01-01T00:00:00.000Z".length;
const ending = '"}';

/** The bodies of `/v1/batch` and of the endpoints that take a single call. */
export const envelopes = {
  batch: { head: '{"batch":[', tail: '],"sentAt":"', overlap: 0, maxCalls: Infinity },
  // The call's own closing brace makes room for the field.
  track: { head: "", tail: ',"sentAt":"', overlap: 1, maxCalls: 1 },
} as const satisfies Readonly<Record<string, Envelope>>;

/** What an envelope adds to the bytes of its calls, separators apart. */
export const envelopeBytes = ({ head, tail, overlap }: Envelope): number =>
  head.length + tail.length - overlap + sentAtLength + ending.length;

const encoder = new TextEncoder();

/** A request body in the making: each call is written once, as UTF-8, into the bytes that are sent. */
export class Batch {
  readonly entries: Entry[] = [];
  /** The endpoint. */
  readonly path: string;
  /** Clock time after which the calls are given back. */
  readonly deadlineAt: number;
  /** Requests made for it so far. */
  attempts = 0;
  /** Gives up on the latest of them. */
  aborter = new AbortController();
  /** Resolves when each of the calls has its verdict. */
  readonly done: Promise<unknown>;
  /** Says so; or makes `done` wait for a promise that is given. */
  finish: (by?: Promise<unknown>) => void = () => {};
  readonly #envelope: Envelope;
  readonly #ends: number[] = [];
  readonly #bytes: Uint8Array;
  #length: number;

  constructor(sizeBytes: number, envelope: Envelope, path: string, deadlineAt: number) {
    this.path = path;
    this.done = new Promise<unknown>((resolve) => {
      this.finish = resolve;
    });
    this.#bytes = new Uint8Array(sizeBytes);
    this.#envelope = envelope;
    this.deadlineAt = deadlineAt;
    this.#length = encoder.encodeInto(envelope.head, this.#bytes).written;
  }

  /** Bytes of the calls, separators apart. */
  get callBytes(): number {
    return this.#length - this.#envelope.head.length - Math.max(0, this.entries.length - 1);
  }

  get full(): boolean {
    return this.entries.length >= this.#envelope.maxCalls;
  }

  /**
   * Writes a call, and returns its size in bytes; or writes nothing and returns -1 when it doesn't fit.
   * A call over `maxBytes` isn't kept, though its size is returned.
   */
  append(json: string, entry: Entry, maxBytes: number): number {
    const start = this.entries.length === 0 ? this.#length : this.#length + 1;
    const limit = this.#bytes.length - (envelopeBytes(this.#envelope) - this.#envelope.head.length);
    if (this.full || start + json.length > limit) return -1;
    const { read, written } = encoder.encodeInto(json, this.#bytes.subarray(start, limit));
    if (read < json.length) return -1;
    if (written > maxBytes) return written;
    if (start > this.#length) this.#bytes[this.#length] = 0x2c;
    this.#length = start + written;
    this.#ends.push(this.#length);
    this.entries.push(entry);
    return written;
  }

  /** Counts a request, with an aborter of its own. */
  startAttempt(): this {
    this.attempts += 1;
    this.aborter = new AbortController();
    return this;
  }

  /** The whole body, valid until the next `seal`. */
  seal(sentAt: string): Uint8Array {
    const end = this.#length - this.#envelope.overlap;
    const { written } = encoder.encodeInto(this.#envelope.tail + sentAt + ending, this.#bytes.subarray(end));
    return this.#bytes.subarray(0, end + written);
  }

  /** Two batches of its halves, each with memory of its own; this one is done when both are. */
  split(): readonly [Batch, Batch] {
    const middle = this.entries.length >>> 1;
    const halves = [this.#part(0, middle), this.#part(middle, this.entries.length)] as const;
    this.finish(Promise.all(halves.map((half) => half.done)));
    return halves;
  }

  #part(from: number, to: number): Batch {
    const start = from === 0 ? this.#envelope.head.length : (this.#ends[from - 1] ?? 0) + 1;
    const length = (this.#ends[to - 1] ?? start) - start;
    const part = new Batch(length + envelopeBytes(this.#envelope), this.#envelope, this.path, this.deadlineAt);
    const shift = part.#length - start;
    part.#bytes.set(this.#bytes.subarray(start, start + length), part.#length);
    part.#length += length;
    part.#ends.push(...this.#ends.slice(from, to).map((end) => end + shift));
    part.entries.push(...this.entries.slice(from, to));
    part.attempts = this.attempts;
    return part;
  }
}
