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
    { readonly outcome: CallVerdict; readonly errors: ReadonlyMap<number, readonly string[]> } | undefined;
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

/** Makes one flat object of an entry: what is kept is what the garbage collector copies. */
const toKept = (entry: RequestEntry, number: number, place: number): Kept => ({
  number,
  place,
  length: entry.body?.length,
  bytes: sizeOf(entry),
  timeMs: entry.timeMs,
  endpoint: entry.endpoint,
  isStrict: entry.isStrict,
  isKeyAccepted: entry.isKeyAccepted,
  status: entry.status,
  sizeBytes: entry.sizeBytes,
  errors: entry.errors,
  outcome: entry.outcome,
  reasons: entry.reasons,
  callCount: entry.callCount,
  invalid: entry.invalid,
});

const noBytes = new Uint8Array(0);

/** Creates the log of the last requests. The last one is always kept. */
export const createRequestLog = ({ maxBytes, maxRequests }: LogLimits): RequestLog => {
  let kept: (Kept | undefined)[] = [];
  const bodies = createByteQueue();
  let first = 0;
  let keptBytes = 0;
  let last = 0;
  let cleared = 0;
  const listeners = new Set<(added: RecordedRequest | undefined) => void>();

  const evict = (): void => {
    while (kept.length - first > maxRequests || (kept.length - first > 1 && keptBytes > maxBytes)) {
      keptBytes -= kept[first]?.bytes ?? 0;
      kept[first] = undefined;
      first += 1;
    }
    bodies.release(kept[first]?.place ?? 0);
    // Moving the rest once in a while is cheaper than with every request.
    if (first < 1_000 && first * 2 < kept.length) return;
    kept = kept.slice(first);
    first = 0;
  };
  const bodyOf = ({ length, place }: Kept): Buffer | undefined =>
    length === undefined ? undefined : bodies.read(place, length);
  const tell = (added: RecordedRequest | undefined): void => {
    for (const listener of listeners) listener(added);
  };
  return {
    run: randomUUID(),
    add: (entry) => {
      last += 1;
      const added = toKept(entry, last, bodies.append(entry.body ?? noBytes));
      kept.push(added);
      keptBytes += added.bytes;
      evict();
      if (listeners.size > 0) tell(toRecorded(added, entry.body));
    },
    read: (after, most = Infinity) => {
      const oldest = kept[first]?.number ?? last + 1;
      const from = first + Math.max(0, after + 1 - oldest);
      const requests = kept
        .slice(from, from + most)
        .flatMap((entry) => (entry === undefined ? [] : [toRecorded(entry, bodyOf(entry))]));
      return { requests, omitted: Math.max(0, oldest - after - 1), last };
    },
    clear: () => {
      kept = [];
      first = 0;
      keptBytes = 0;
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
