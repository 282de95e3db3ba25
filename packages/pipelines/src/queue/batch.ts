import type { Entry } from "../outcome.ts";

/** Bytes of a request body besides its calls and the commas between them: for `/v1/batch`, and for a single call. */
export const envelopeBytes = {
  batch: '{"batch":[],"sentAt":"2026-01-01T00:00:00.000Z"}'.length,
  track: ',"sentAt":"2026-01-01T00:00:00.000Z"'.length,
};

/** The settings that all batches of a client share. */
export interface BatchSettings {
  readonly mode: "batch" | "track";
  /** The largest call. */
  readonly maxEventBytes: number;
  /** A batch's memory grows to this as it is filled. Default: not at all. */
  readonly maxBatchBytes?: number;
}

/** A request body in the making: each call is written once, as UTF-8, into the bytes that are sent. */
export interface Batch {
  /** Its memory, which may be larger than the body. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly entries: readonly Entry[];
  /** The endpoint. */
  readonly path: string;
  /** Which calls may join: those with the same `integrations`. */
  readonly group: string;
  /** Clock time after which the calls are undelivered. */
  readonly deadlineAt: number;
  /** Bytes of the calls, without the commas between them. */
  callBytes: number;
  /** Requests made for it so far. */
  attempts: number;
  /** Number of those requests that can't have arrived. */
  unsent: number;
  /** Writes the calls of some entries, a JSON array. Returns their size in bytes, or 0 when there's no room. */
  append(json: string, entries: readonly Entry[]): number;
  /** The whole body, valid until the batch is used again. */
  seal(sentAt: string): Uint8Array<ArrayBuffer>;
  /** Moves some of the calls to a batch of their own. */
  splitOff(isOff: (entry: Entry, index: number) => boolean): Batch;
}

export const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Makes an empty batch in that memory. */
export const createBatch = (
  memory: Uint8Array<ArrayBuffer>,
  path: string,
  deadlineAt: number,
  settings: BatchSettings,
  group = "",
): Batch => {
  const { mode, maxEventBytes, maxBatchBytes = 0 } = settings;
  let bytes = memory;
  const isBatch = mode === "batch";
  const entries: Entry[] = [];
  // Appended arrays become one array without a copy: each is written over the closing bracket of the array before it, and
  // its opening bracket is replaced by a comma.
  const start = encoder.encodeInto(isBatch ? '{"batch":' : "", bytes).written;
  let end = start;
  /** The last position at which the array of calls can end, so that the rest of the body fits. */
  const limit = (): number => bytes.length - envelopeBytes[mode] + start + "[]".length;
  const grow = (): void => {
    const grown = new Uint8Array(Math.min(maxBatchBytes, bytes.length * 2));
    grown.set(bytes.subarray(0, end));
    bytes = grown;
  };
  const batch: Batch = {
    get bytes() {
      return bytes;
    },
    path,
    group,
    deadlineAt,
    entries,
    callBytes: 0,
    attempts: 0,
    unsent: 0,
    append(json, added) {
      const most = end + maxEventBytes + "[]".length;
      const { read, written } = encoder.encodeInto(json, bytes.subarray(end, Math.min(limit(), most)));
      if (read < json.length) {
        if (limit() >= most || bytes.length >= maxBatchBytes) return 0;
        grow();
        return batch.append(json, added);
      }
      // A comma.
      if (end > start) bytes[end] = 0x2c;
      end += written - 1;
      const callBytes = written - added.length - 1;
      batch.callBytes += callBytes;
      for (const entry of added) {
        entry.written = undefined;
        entries.push(entry);
      }
      return callBytes;
    },
    seal(sentAt) {
      // The body of a single call has no brackets, and `sentAt` is written over the call's closing brace.
      const from = isBatch ? 0 : 1;
      const to = end - from;
      const rest = `${isBatch ? "]" : ""},"sentAt":"${sentAt}"}`;
      return bytes.subarray(from, to + encoder.encodeInto(rest, bytes.subarray(to)).written);
    },
    splitOff(isOff) {
      // Batches are rarely split: parsing the calls then is cheaper than storing where each of them ends.
      const calls: readonly unknown[] = JSON.parse(`${decoder.decode(bytes.subarray(start, end))}]`);
      const off = createBatch(new Uint8Array(end + envelopeBytes[mode]), path, deadlineAt, settings, group);
      off.attempts = batch.attempts;
      off.unsent = batch.unsent;
      end = start;
      batch.callBytes = 0;
      entries.splice(0).forEach((entry, index) => {
        (isOff(entry, index) ? off : batch).append(JSON.stringify([calls[index]]), [entry]);
      });
      return off;
    },
  };
  return batch;
};
