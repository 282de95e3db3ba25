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
    const start = this.#nextStart;
    const limit = this.#bytes.length - (envelopeBytes(this.#envelope) - this.#envelope.head.length);
    if (this.full || start + json.length > limit) return -1;
    const { read, written } = encoder.encodeInto(json, this.#bytes.subarray(start, limit));
    if (read < json.length) return -1;
    if (written > maxBytes) return written;
    this.#keep(entry, start + written);
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

  /** Two batches, of the calls that belong to the first and of the others; this one is done when both are. */
  split(isFirst: (entry: Entry, index: number) => boolean, secondBytes = 0): readonly [Batch, Batch] {
    const parts = [this.#pick(isFirst, 0), this.#pick((...at) => !isFirst(...at), secondBytes)] as const;
    this.finish(Promise.all(parts.map((part) => part.done)));
    return parts;
  }

  /** A batch of some of the calls, with memory of its own: what they need, or more where `sizeBytes` is. */
  #pick(isPicked: (entry: Entry, index: number) => boolean, sizeBytes: number): Batch {
    let from = this.#envelope.head.length;
    const calls = this.entries.flatMap((entry, index) => {
      const call = this.#bytes.subarray(from, this.#ends[index]);
      from += call.length + 1;
      return isPicked(entry, index) ? [{ entry, call }] : [];
    });
    const bytes = calls.reduce((sum, { call }) => sum + call.length + 1, envelopeBytes(this.#envelope));
    const part = new Batch(Math.max(bytes, sizeBytes), this.#envelope, this.path, this.deadlineAt);
    part.attempts = this.attempts;
    for (const { entry, call } of calls) {
      part.#bytes.set(call, part.#nextStart);
      part.#keep(entry, part.#nextStart + call.length);
    }
    return part;
  }

  get #nextStart(): number {
    return this.entries.length === 0 ? this.#length : this.#length + 1;
  }

  #keep(entry: Entry, end: number): void {
    if (this.entries.length > 0) this.#bytes[this.#length] = 0x2c;
    this.#length = end;
    this.#ends.push(end);
    this.entries.push(entry);
  }
}
