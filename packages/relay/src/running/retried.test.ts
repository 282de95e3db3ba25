import { StoreError, type Change, type SetAsideEvent } from "@email-events/store";
import { expect, it } from "vitest";
import type { DeliveryOutcome } from "@email-events/core";
import { events } from "../testing/run-relay.ts";
import { systemClock } from "../lifecycle/clock.ts";
import { createCommitter } from "../state/committer.ts";
import { createDedupe } from "../handling/dedupe.ts";
import type { ChunkHandler } from "../handling/handle-chunk.ts";
import { createPayloadJudge, toItem } from "../handling/judge-payloads.ts";
import { createRoom } from "../handling/room.ts";
import { createRetries, type RetriedParts } from "./retried.ts";
import { createStateTrouble } from "../state/state-trouble.ts";
import { createRunStatus } from "../lifecycle/status.ts";

const judge = createPayloadJudge("airship");
const payloads = events
  .map((event) => Buffer.from(JSON.stringify(event)))
  .filter((payload) => judge([toItem(payload)])[0]?.step.status === "valid");

const toSetAside = (payload: Buffer, index: number): SetAsideEvent => ({
  number: index + 1,
  source: "airship",
  payload,
  receivedAt: 0,
  status: "rejected",
  reason: "bad",
  issues: [],
  setAsideAt: 0,
  isRetry: true,
  sizeBytes: payload.length,
  isDamaged: false,
});

const pageOf = (retried: readonly SetAsideEvent[]) => ({
  retryPage: () => ({ events: retried, damaged: [], next: undefined }),
});

const onFatal = (error: unknown): never => {
  throw error;
};

/** Retries what is marked, and resolves once none of it is in flight. */
const tryAgain = async (parts: Omit<RetriedParts, "room" | "onFatal">): Promise<void> => {
  const retries = createRetries({ ...parts, room: createRoom(), onFatal });
  retries.begin();
  await retries.ended();
};

/** Retries two events whose delivery is abandoned after the first. */
const retryTwo = async (isLocked: boolean) => {
  const abandoning = new AbortController();
  const changes: Change[] = [];
  const commit = (change: Change) => {
    if (isLocked) throw new StoreError("locked", "no");
    changes.push(change);
    return { numbers: [], setAside: [], refusedOffsets: [] };
  };
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined });
  let hasDelivered = false;
  const deliver = async (): Promise<readonly DeliveryOutcome[]> => {
    if (!hasDelivered) {
      hasDelivered = true;
      return [{ status: "delivered" }];
    }
    abandoning.abort();
    return [{ status: "undelivered", reason: "ended" }];
  };
  const onNotes = () => undefined;
  const handler: ChunkHandler = { source: "airship", judge, dedupe: createDedupe(() => new Set()), deliver, onNotes };
  const { signal } = abandoning;
  const trouble = createStateTrouble({ hasRoom: () => true }, status);
  await tryAgain({
    store: pageOf(payloads.slice(0, 2).map(toSetAside)),
    handlerOf: () => handler,
    committer: createCommitter({ store: { commit }, clock: systemClock, trouble, signal, onFatal }),
    status,
    signal,
  });
  return { changes, report: status.report() };
};

it("a retry that is abandoned settles what was delivered, and leaves the rest marked", async () => {
  const { changes, report } = await retryTwo(false);
  expect(changes).toMatchObject([{ settle: [1], setAside: [], rememberUnseen: [expect.any(String)] }]);
  expect(report).toMatchObject({ delivered: 1, pending: 1 });
});

it("a retry that is abandoned while the state is locked ends", async () => {
  const { changes, report } = await retryTwo(true);
  expect([changes, report.pending]).toEqual([[], 2]);
});

it("an event that was too large stays so, since only its beginning is stored", async () => {
  const changes: Change[] = [];
  const commit = (change: Change) => {
    changes.push(change);
    return { numbers: [], setAside: [], refusedOffsets: [] };
  };
  const { signal } = new AbortController();
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined });
  const deliver = () => Promise.reject(new Error("nothing is delivered"));
  const onNotes = () => undefined;
  const handler: ChunkHandler = { source: "airship", judge, dedupe: createDedupe(() => new Set()), deliver, onNotes };
  const trouble = createStateTrouble({ hasRoom: () => true }, status);
  const issue = { pointer: "", code: "too_large", expected: "less", received: "1500102 bytes" };
  const event = { ...toSetAside(Buffer.from('{"id":"e'), 6), status: "invalid", issues: [issue] };
  await tryAgain({
    store: pageOf([event]),
    handlerOf: () => handler,
    committer: createCommitter({ store: { commit }, clock: systemClock, trouble, signal, onFatal }),
    status,
    signal,
  });
  expect(changes).toMatchObject([
    {
      settle: [],
      setAside: [{ number: 7, status: "invalid", issues: [{ code: "too_large", received: issue.received }] }],
    },
  ]);
  expect(status.report()).toMatchObject({ invalid: 1, pending: 0 });
});

it("an event that is never accepted holds up none that are marked with it or later, and isn't tried twice", async () => {
  const [stuck, beside, later] = payloads.slice(0, 3).map(toSetAside);
  const marked = [stuck, beside];
  const settled: (number | undefined)[] = [];
  const commit = ({ settle }: Change) => {
    settled.push(...(settle ?? []));
    return { numbers: [], setAside: [], refusedOffsets: [] };
  };
  const { signal } = new AbortController();
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined });
  let tried = 0;
  const deliver = (): Promise<readonly DeliveryOutcome[]> => {
    tried += 1;
    return tried === 1 ? new Promise(() => undefined) : Promise.resolve([{ status: "delivered" }]);
  };
  const onNotes = () => undefined;
  const handler: ChunkHandler = { source: "airship", judge, dedupe: createDedupe(() => new Set()), deliver, onNotes };
  const trouble = createStateTrouble({ hasRoom: () => true }, status);
  const retries = createRetries({
    store: { retryPage: () => ({ events: marked.flatMap((event) => event ?? []), damaged: [], next: undefined }) },
    handlerOf: () => handler,
    committer: createCommitter({ store: { commit }, clock: systemClock, trouble, signal, onFatal }),
    status,
    room: createRoom(),
    signal,
    onFatal,
  });
  retries.begin();
  marked.push(later);
  retries.begin();
  await expect.poll(() => settled).toEqual([2, 3]);
  expect([tried, status.report().pending]).toEqual([3, 1]);
});

/** Creates retries of pages with one event each, and keeps what they do. */
const createPaged = (outcomes: readonly DeliveryOutcome[]) => {
  const ending = new AbortController();
  const { signal } = ending;
  const changes: Change[] = [];
  const commit = (change: Change) => {
    changes.push(change);
    return { numbers: [], setAside: [], refusedOffsets: [] };
  };
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined });
  const pages: (number | undefined)[] = [];
  const room: string[] = [];
  let open = (): void => undefined;
  const deliver = async (): Promise<readonly DeliveryOutcome[]> => outcomes;
  const onNotes = () => undefined;
  const handler: ChunkHandler = { source: "airship", judge, dedupe: createDedupe(() => new Set()), deliver, onNotes };
  const trouble = createStateTrouble({ hasRoom: () => true }, status);
  const retries = createRetries({
    store: {
      retryPage: ({ after = 0 } = {}) => {
        pages.push(after);
        const [event] = payloads.map(toSetAside).slice(after);
        return { events: event === undefined ? [] : [event], damaged: [], next: after === 0 ? 1 : undefined };
      },
    },
    handlerOf: () => handler,
    committer: createCommitter({ store: { commit }, clock: systemClock, trouble, signal, onFatal }),
    status,
    room: {
      ...createRoom(),
      enter: (count, bytes) => void room.push(`+${count} ${bytes}`),
      leave: (count, bytes) => void room.push(`-${count} ${bytes}`),
      available: () => new Promise((resolve) => (open = resolve)),
    },
    signal,
    onFatal,
  });
  return { retries, status, changes, pages, room, open: () => open(), end: () => ending.abort() };
};

it("events that are set aside once more can be retried again, and take up room while they are in flight", async () => {
  const { retries, status, changes, pages, room, open } = createPaged([
    { status: "rejected", httpStatus: 400, reason: "bad" },
  ]);
  for (let time = 1; time <= 2; time += 1) {
    retries.begin();
    await expect.poll(() => changes.length, { interval: 1 }).toBe(2 * time - 1);
    expect(pages.slice(2 * time - 2)).toEqual([0]);
    open();
    await expect.poll(() => changes.length, { interval: 1 }).toBe(2 * time);
    open();
    await retries.ended();
  }
  expect(pages).toEqual([0, 1, 0, 1]);
  expect(changes.flatMap(({ setAside = [] }) => setAside)).toMatchObject([1, 2, 1, 2].map((number) => ({ number })));
  expect(status.report()).toMatchObject({ rejected: 4, pending: 0 });
  const lengths = [0, 1, 0, 1].map((index) => payloads[index]?.length);
  expect(room).toEqual(lengths.flatMap((length) => [`+1 ${length}`, `-1 ${length}`]));
});

it("no further page is read once reading has ended", async () => {
  const { retries, pages, open, end } = createPaged([{ status: "delivered" }]);
  retries.begin();
  retries.begin();
  end();
  open();
  await retries.ended();
  expect(pages).toEqual([0]);
});
