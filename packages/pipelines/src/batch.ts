import type { Entry } from "./outcome.ts";

/** How calls are wrapped in a request body. Every body ends with `sentAt`, which is written anew for each attempt. */
export interface Envelope {
  readonly head: string;
  /** What comes between the calls and the last field. */
  readonly tail: string;
  /** How many of the last call's own bytes the tail takes the place of. */
  readonly overlap: number;
}

const toTail = ({ tail }: Envelope, sentAt: string): string => `${tail},"sentAt":"${sentAt}"}`;

/** The bodies of `/v1/batch` and of the endpoints that take a single call. */
export const envelopes = {
  batch: { head: '{"batch":[', tail: "]", overlap: 0 },
  // The call's own closing brace makes room for the field.
  track: { head: "", tail: "", overlap: 1 },
} as const satisfies Readonly<Record<string, Envelope>>;

/** What an envelope adds to the bytes of its calls, separators apart. */
export const envelopeBytes = (envelope: Envelope): number =>
  envelope.head.length + toTail(envelope, new Date(0).toISOString()).length - envelope.overlap;

/** What the parts of a batch that is taken apart have in common. */
export interface BatchTerms {
  readonly envelope: Envelope;
  /** The endpoint. */
  readonly path: string;
  /** Clock time after which the calls are given back. */
  readonly deadlineAt: number;
}

/** A request body in the making: each call is written once, as UTF-8, into the bytes that are sent. */
export interface Batch extends BatchTerms {
  /** Its memory, which may be larger than the body. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly entries: readonly Entry[];
  /** Bytes of the calls, separators apart. */
  callBytes: number;
  /** Requests made for it so far. */
  attempts: number;
  /** When the latest of them began, by the clock. */
  startedAt: number;
  /** Gives up on it. */
  aborter: AbortController;
  /** Writes the calls of some entries, separated by commas. Returns their size in bytes: 0 when they don't fit. */
  append(json: string, entries: readonly Entry[], maxBytes: number): number;
  /** The whole body, valid until the batch is used again. */
  seal(sentAt: string): Uint8Array<ArrayBuffer>;
  /** Moves some of the calls to a batch of their own. */
  splitOff(isOff: (entry: Entry, index: number) => boolean): Batch;
}

// Strings are passed over whole: what looks like a brace in one is none.
const tokens = /"(?:\\.|[^"\\])*"|[{}]/g;

/**
 * The JSON of each call. Batches are taken apart seldom: to look for the ends then is cheaper than to note them for every
 * call, and lets many calls be written at once.
 */
const toCalls = (text: string): readonly string[] => {
  const calls: string[] = [];
  let from = 0;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
    if (depth > 0) continue;
    calls.push(text.slice(from, index + 1));
    from = index + 2;
  }
  return calls;
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const comma = 0x2c;

/** Makes an empty batch in that memory. */
export const createBatch = (bytes: Uint8Array<ArrayBuffer>, terms: BatchTerms): Batch => {
  const { head, overlap } = terms.envelope;
  const entries: Entry[] = [];
  const limit = bytes.length - envelopeBytes(terms.envelope) + head.length;
  let { written: length } = encoder.encodeInto(head, bytes);
  const batch: Batch = {
    ...terms,
    bytes,
    entries,
    attempts: 0,
    startedAt: 0,
    aborter: new AbortController(),
    callBytes: 0,
    append(json, added, maxBytes) {
      const start = entries.length > 0 ? length + 1 : length;
      // No character is less than a byte.
      if (start + json.length > limit) return 0;
      const { read, written } = encoder.encodeInto(json, bytes.subarray(start, Math.min(limit, start + maxBytes)));
      if (read < json.length) return 0;
      if (start > length) bytes[length] = comma;
      length = start + written;
      entries.push(...added);
      const callBytes = written - (added.length - 1);
      batch.callBytes += callBytes;
      return callBytes;
    },
    seal(sentAt) {
      const end = length - overlap;
      return bytes.subarray(0, end + encoder.encodeInto(toTail(terms.envelope, sentAt), bytes.subarray(end)).written);
    },
    splitOff(isOff) {
      const calls = toCalls(decoder.decode(bytes.subarray(head.length, length)));
      const off = createBatch(new Uint8Array(length + bytes.length - limit), terms);
      off.attempts = batch.attempts;
      length = head.length;
      batch.callBytes = 0;
      for (const [index, entry] of entries.splice(0).entries()) {
        (isOff(entry, index) ? off : batch).append(calls[index] ?? "", [entry], limit);
      }
      return off;
    },
  };
  return batch;
};
