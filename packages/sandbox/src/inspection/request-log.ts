import { randomUUID } from "node:crypto";
import { isCall } from "@email-events/validator/pipelines";
import { createByteQueue } from "./byte-queue.ts";
import type { CallVerdict, RecordedCall, RecordedRequest } from "./recorded-request.ts";

/** A request as it is added: its body as bytes, because parsed calls take many times the memory and time. */
export interface RequestEntry extends Omit<RecordedRequest, "calls" | "counts" | "number" | "status" | "time"> {
  readonly status?: number | undefined;
  /** When it was answered, in Unix milliseconds. */
  readonly timeMs: number;
  /** The body without the key; absent where it wasn't read. */
  readonly body?: Buffer | undefined;
  /** What became of the calls. */
  readonly outcome: CallVerdict;
  /** Why it is the outcome of all calls; none where each call has reasons of its own. */
  readonly reasons: readonly string[];
  /** Number of its calls, where they were counted. */
  readonly callCount?: number | undefined;
  /** What is wrong with the invalid calls, by their index in the batch, and what became of them. */
  readonly invalid?:
    | { readonly outcome: CallVerdict; readonly errors: ReadonlyMap<number, readonly string[]> }
    | undefined;
}

/** How much is kept. */
export interface LogLimits {
  readonly maxRequests: number;
  readonly maxBytes: number;
}

/** Requests after a number. */
export interface LogPart {
  readonly requests: readonly RecordedRequest[];
  /** How many requests after the number are not kept any more. */
  readonly omitted: number;
  /** The number of the last request so far; 0 before the first. */
  readonly last: number;
}

/** The last requests, in bounded memory. */
export interface RequestLog {
  /** Names this run of the sandbox, because the next one counts from 1 again. */
  readonly run: string;
  readonly add: (entry: RequestEntry) => void;
  /** Returns at most `most` requests with a number above `after`, oldest first. */
  readonly read: (after: number, most?: number) => LogPart;
  readonly clear: () => void;
  /** How often it was cleared. */
  readonly clears: () => number;
  /** Calls back after each request and each reset; returns how to stop that. */
  readonly subscribe: (onChange: (added: RecordedRequest | undefined) => void) => () => void;
}

/** A request as it is kept. */
interface Kept extends Omit<RequestEntry, "body"> {
  readonly number: number;
  /** Where its body begins, or would; the bodies are kept apart. */
  readonly place: number;
  /** Size of its body; absent where it wasn't read. */
  readonly length: number | undefined;
  /** Estimated memory. */
  readonly bytes: number;
}

/**
 * A place for a request, which is written anew. What is made for a request and kept for a thousand others outlives the
 * young objects, and costs the garbage collector several times what it takes to answer.
 */
type Slot = { -readonly [Name in keyof Kept]: Kept[Name] };

/** What an entry takes besides its body, estimated. */
const entryBytes = 1_000;

const sizeOf = ({ body, errors, invalid }: RequestEntry): number =>
  entryBytes + (body?.length ?? 0) + 200 * (errors.length + (invalid?.errors.size ?? 0));

const parse = (body: Buffer | undefined): unknown => {
  try {
    return body === undefined ? undefined : JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
};

const verdictOn = (index: number, { invalid, outcome, reasons }: Kept): Omit<RecordedCall, "call"> => {
  const errors = invalid?.errors.get(index);
  return invalid === undefined || errors === undefined
    ? { outcome, errors: reasons }
    : { outcome: invalid.outcome, errors };
};

const callsOf = (entry: Kept, body: Buffer | undefined): readonly RecordedCall[] => {
  const parsed = parse(body);
  const isBatch = entry.endpoint.endsWith("/batch");
  const batch: unknown = isBatch && isCall(parsed) ? parsed["batch"] : undefined;
  if (isBatch && !Array.isArray(batch)) return [verdictOn(0, entry)];
  const calls: readonly unknown[] = Array.isArray(batch) ? batch : [parsed];
  return calls.map((call, index) => ({ ...verdictOn(index, entry), ...(call !== undefined && { call }) }));
};

const countOf = (outcomes: Iterable<CallVerdict>): RecordedRequest["counts"] => {
  const counts: Partial<Record<CallVerdict, number>> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
};

const countsOf = ({ callCount = 0, invalid, outcome }: Kept): RecordedRequest["counts"] => {
  const invalidCount = invalid?.errors.size ?? 0;
  if (invalid === undefined || invalidCount === 0) return callCount === 0 ? {} : { [outcome]: callCount };
  if (invalid.outcome === outcome) return { [outcome]: callCount };
  const others = callCount - invalidCount;
  return { ...(others > 0 && { [outcome]: others }), [invalid.outcome]: invalidCount };
};

/** Calls are parsed when they are read: most requests are only counted. */
const toRecorded = (entry: Kept, body: Buffer | undefined): RecordedRequest => {
  const { callCount, endpoint, errors, isKeyAccepted, isStrict, number, sizeBytes, status, timeMs } = entry;
  let calls: readonly RecordedCall[] | undefined;
  const readCalls = (): readonly RecordedCall[] => (calls ??= callsOf(entry, body));
  return {
    number,
    time: new Date(timeMs).toISOString(),
    endpoint,
    isStrict,
    isKeyAccepted,
    ...(status !== undefined && { status }),
    sizeBytes,
    get counts() {
      return callCount === undefined ? countOf(readCalls().map(({ outcome }) => outcome)) : countsOf(entry);
    },
    errors,
    get calls() {
      return readCalls();
    },
  };
};

const noTexts: readonly string[] = [];

const createSlot = (): Slot => ({
  number: 0,
  place: 0,
  length: undefined,
  bytes: 0,
  timeMs: 0,
  endpoint: "",
  isStrict: false,
  isKeyAccepted: false,
  status: undefined,
  sizeBytes: 0,
  errors: noTexts,
  outcome: "failed",
  reasons: noTexts,
  callCount: undefined,
  invalid: undefined,
});

const write = (slot: Slot, entry: RequestEntry, number: number, place: number): void => {
  slot.number = number;
  slot.place = place;
  slot.length = entry.body?.length;
  slot.bytes = sizeOf(entry);
  slot.timeMs = entry.timeMs;
  slot.endpoint = entry.endpoint;
  slot.isStrict = entry.isStrict;
  slot.isKeyAccepted = entry.isKeyAccepted;
  slot.status = entry.status;
  slot.sizeBytes = entry.sizeBytes;
  slot.errors = entry.errors;
  slot.outcome = entry.outcome;
  slot.reasons = entry.reasons;
  slot.callCount = entry.callCount;
  slot.invalid = entry.invalid;
};

/** Releases what a slot holds besides numbers. */
const empty = (slot: Slot): void => {
  slot.errors = noTexts;
  slot.reasons = noTexts;
  slot.invalid = undefined;
};

const noBytes = new Uint8Array(0);

/** Creates the log of the last requests. The last one is always kept. */
export const createRequestLog = ({ maxBytes, maxRequests }: LogLimits): RequestLog => {
  const capacity = Math.min(maxRequests, Math.floor(maxBytes / entryBytes) + 1);
  const slots: Slot[] = [];
  const bodies = createByteQueue();
  let oldest = 1;
  let last = 0;
  let keptBytes = 0;
  let cleared = 0;
  const listeners = new Set<(added: RecordedRequest | undefined) => void>();

  const slotOf = (number: number): Slot => (slots[(number - 1) % capacity] ??= createSlot());
  /** Evicts requests before a number until no more than so many, with so many bytes, are left. */
  const evict = (end: number, requests: number, bytes: number): void => {
    while (oldest < end && (last - oldest >= requests || keptBytes > bytes)) {
      const slot = slotOf(oldest);
      keptBytes -= slot.bytes;
      empty(slot);
      oldest += 1;
    }
  };
  const keep = (entry: RequestEntry): Kept => {
    evict(last + 1, capacity - 1, Infinity);
    last += 1;
    const slot = slotOf(last);
    write(slot, entry, last, bodies.append(entry.body ?? noBytes));
    keptBytes += slot.bytes;
    evict(last, capacity, maxBytes);
    bodies.release(slotOf(oldest).place);
    return slot;
  };
  /** Copies a request, because its slot is written anew. */
  const recall = (number: number): RecordedRequest => {
    const kept = { ...slotOf(number) };
    return toRecorded(kept, kept.length === undefined ? undefined : bodies.read(kept.place, kept.length));
  };
  const tell = (added: RecordedRequest | undefined): void => {
    for (const listener of listeners) listener(added);
  };
  return {
    run: randomUUID(),
    add: (entry) => {
      const kept = keep(entry);
      if (listeners.size > 0) tell(toRecorded({ ...kept }, entry.body));
    },
    read: (after, most = Infinity) => {
      const from = Math.max(oldest, after + 1);
      const count = Math.max(0, Math.min(most, last - from + 1));
      const requests = Array.from({ length: count }, (_, index) => recall(from + index));
      return { requests, omitted: Math.max(0, oldest - after - 1), last };
    },
    clear: () => {
      evict(last + 1, 0, 0);
      bodies.release(bodies.append(noBytes));
      cleared += 1;
      tell(undefined);
    },
    clears: () => cleared,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
  };
};
