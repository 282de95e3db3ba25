import { StoreError, type Change, type Committed, type StoreErrorCode } from "@email-events/store";
import { describe, expect, it } from "vitest";
import { createManualClock } from "../testing/manual-clock.ts";
import { createCommitter } from "./committer.ts";
import type { Unstored } from "./state-trouble.ts";

const chunkOf = (ids: readonly number[]) => ({
  source: "webhook",
  payloads: ids.map((id) => Buffer.from(String(id))),
  receivedAt: 0,
});

const eventsIn = ({ appendChunks = [] }: Change): number =>
  appendChunks.reduce((sum, { payloads }) => sum + payloads.length, 0);

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A committer over a state that can be without room. */
const create = () => {
  const clock = createManualClock();
  const abandoning = new AbortController();
  const commits: Change[] = [];
  const fatal: unknown[] = [];
  /** What is told of the state: what it lacks room for, or whether it stored a request. */
  const told: (Unstored | boolean)[] = [];
  let failure: (change: Change) => StoreErrorCode | undefined = () => undefined;
  let last = 0;
  const commit = (change: Change): Committed => {
    const code = failure(change);
    if (code !== undefined) throw new StoreError(code, "no");
    commits.push(change);
    const numbers = Array.from({ length: eventsIn(change) }, () => (last += 1));
    return { numbers, setAside: [], refusedOffsets: Object.keys(change.offsets ?? {}) };
  };
  const { signal } = abandoning;
  const onFatal = (error: unknown): void => void fatal.push(error);
  const trouble = {
    lacks: (_: object, _error: StoreError, unstored: Unstored) => void told.push(unstored),
    stored: (_: object, hasRequest: boolean) => void told.push(hasRequest),
  };
  const committer = createCommitter({ store: { commit }, clock, trouble, signal, onFatal });
  return {
    committer,
    commits,
    told,
    fatal,
    clock,
    abandon: () => abandoning.abort(),
    fail: (when: typeof failure) => void (failure = when),
    /** Adds a change of a stream: an event to set aside, and its offset. */
    addOffset: (offset: number) => {
      const event = { source: "airship", payload: Buffer.from(String(offset)), receivedAt: 0 };
      const setAside = [{ event, status: "unrecognized", reason: "", issues: [] } as const];
      committer.add({ setAside, offsets: { airship: String(offset) } }, () => undefined);
    },
    /** Adds a change that a request waits for; resolves to its result. */
    addNow: (...ids: readonly number[]) => {
      const result: { numbers?: readonly number[]; error?: unknown } = {};
      committer.addNow(
        { appendChunks: [chunkOf(ids)] },
        ({ numbers }) => (result.numbers = numbers),
        (error) => (result.error = error),
      );
      return result;
    },
    /** Lets so many milliseconds pass. */
    pass: async (ms: number) => {
      clock.advance(ms);
      await nextTurn();
    },
  };
};

describe("a committer", () => {
  it("stores requests that come about the same time in one transaction, and answers none before", async () => {
    const { addNow, commits, pass } = create();
    const one = addNow(1, 2);
    await pass(1);
    const other = addNow(3);
    expect([one, other]).toEqual([{}, {}]);
    await pass(9);
    expect(commits.map(eventsIn)).toEqual([3]);
    expect(commits[0]?.appendChunks).toHaveLength(2);
    expect([one, other]).toEqual([{ numbers: [1, 2] }, { numbers: [3] }]);
  });

  it("doesn't let a request wait for what settles meanwhile, and stores that with it", async () => {
    const { committer, addNow, commits, pass } = create();
    let settled = 0;
    committer.add({ settle: [1] }, () => (settled += 1));
    await pass(20);
    addNow(1);
    await pass(10);
    expect(commits).toMatchObject([{ settle: [1], appendChunks: [{ source: "webhook" }] }]);
    expect(settled).toBe(1);
  });

  it("stores what settles, though a request with it is refused for want of room", async () => {
    const { committer, addNow, commits, fail, pass } = create();
    fail((change) => (eventsIn(change) > 0 ? "full" : undefined));
    committer.add({ settle: [1] }, () => undefined);
    const request = addNow(1);
    await pass(10);
    expect(request.error).toMatchObject({ code: "full" });
    expect(commits.map(({ settle }) => settle)).toEqual([[1]]);
  });

  it("stores what fits of what waits, in its order, and the rest once there is room", async () => {
    const { addOffset, commits, fail, pass, told } = create();
    let room = 3;
    fail(({ setAside = [] }) => (setAside.length > room ? "full" : undefined));
    for (let offset = 1; offset <= 10; offset += 1) addOffset(offset);
    const stored = () => commits.map(({ setAside = [], offsets }) => [setAside.length, offsets?.["airship"]]);
    await pass(100);
    expect(stored()).toEqual([2, 4, 6, 8, 10].map((offset) => [2, String(offset)]));
    expect(told).toEqual([false]);
    room = 0;
    addOffset(11);
    await pass(100);
    addOffset(12);
    await pass(1_000);
    expect(stored()).toHaveLength(5);
    room = 12;
    await pass(1_000);
    expect(stored().slice(5)).toEqual([[2, "12"]]);
  });

  it("stores what frees space before what there is no room for", async () => {
    const { addOffset, committer, commits, fail, pass } = create();
    fail(({ offsets }) => (offsets === undefined ? undefined : "full"));
    addOffset(1);
    committer.add({ offsets: { airship: "2" } }, () => undefined);
    committer.add({ settle: [1] }, () => undefined);
    await pass(100);
    expect(commits.map(({ settle }) => settle)).toEqual([[1]]);
    fail(() => undefined);
    await pass(1_000);
    expect(commits.map(({ offsets }) => offsets?.["airship"])).toEqual([undefined, "2"]);
  });

  it("refuses only those requests that don't fit", async () => {
    const { addNow, fail, pass, told } = create();
    fail((change) => (eventsIn(change) > 2 ? "full" : undefined));
    const requests = [addNow(1, 2, 3), addNow(4), addNow(5, 6), addNow(10, 11, 12)];
    await pass(10);
    expect(requests).toMatchObject([
      { error: { code: "full" } },
      { numbers: [1] },
      { numbers: [2, 3] },
      { error: { code: "full" } },
    ]);
    expect(told).toEqual([{ isWaiting: false, refusedBytes: 3 }]);
  });

  it("says how large the smallest request is that was refused, and when all is stored", async () => {
    const { addOffset, committer, fail, pass, told } = create();
    fail(() => "full");
    const event = { source: "webhook", payload: Buffer.from("12345"), receivedAt: 0 };
    const setAside = [{ event, status: "invalid", reason: "", issues: [] } as const];
    const unused = (): void => undefined;
    committer.addNow({ appendChunks: [chunkOf([10, 11])], setAside }, unused, unused);
    await pass(10);
    addOffset(1);
    await pass(100);
    fail(() => undefined);
    await pass(1_000);
    expect(told).toEqual([{ isWaiting: false, refusedBytes: 9 }, { isWaiting: true }, false]);
  });

  it("stores what is added while others are stored, or have just been", async () => {
    const { committer, commits, fail, pass } = create();
    fail(({ settle = [] }) => (settle.length > 1 || settle[0] === 2 ? "full" : undefined));
    committer.add({ settle: [1] }, () => committer.add({ settle: [3] }, () => undefined));
    committer.add(
      { settle: [2] },
      () => void Promise.resolve().then(() => committer.add({ settle: [4] }, () => undefined)),
    );
    await pass(100);
    fail(() => undefined);
    await pass(1_000);
    await pass(100);
    expect(commits.map(({ settle }) => settle)).toEqual([[1], [2, 3], [4]]);
  });

  it("is idle once all is stored", async () => {
    const { committer, commits, pass } = create();
    committer.add({ settle: [1] }, () => undefined);
    const idle = committer.idle().then(() => commits.length);
    await pass(99);
    await pass(1);
    await expect(idle).resolves.toBe(1);
  });

  it("tries once while an operator writes: each attempt waits for the lock", async () => {
    const { addNow, addOffset, fail, pass } = create();
    let attempts = 0;
    fail(() => {
      attempts += 1;
      return "locked";
    });
    for (let offset = 1; offset <= 10; offset += 1) addOffset(offset);
    const request = addNow(1);
    await pass(10);
    expect(attempts).toBe(1);
    expect(request).toMatchObject({ error: { code: "locked" } });
  });

  it("stores many ids sooner", async () => {
    const { committer, commits, pass } = create();
    const rememberUnseen = Array.from({ length: 1_000 }, (_, id) => String(id));
    committer.add({ rememberUnseen }, () => undefined);
    await pass(10);
    committer.add({ rememberUnseen }, () => undefined);
    await pass(10);
    expect(commits.map((change) => change.rememberUnseen?.length)).toEqual([2_000]);
  });

  it("keeps what settles until there is room for it, in its order", async () => {
    const { committer, commits, fail, pass } = create();
    fail(() => "locked");
    committer.add({ settle: [1], offsets: { airship: "1" } }, () => undefined);
    await pass(100);
    committer.add({ settle: [2], offsets: { airship: "2" } }, ({ refusedOffsets }) => {
      expect(refusedOffsets).toEqual(["airship"]);
    });
    fail(() => undefined);
    await pass(1_000);
    expect(commits).toMatchObject([{ settle: [1, 2], offsets: { airship: "2" } }]);
    await committer.idle();
  });

  it("refuses requests with an error that time doesn't heal, and says so", async () => {
    const { addNow, fatal, fail, pass } = create();
    fail(() => "corrupt");
    const request = addNow(1);
    await pass(10);
    expect([request.error, ...fatal]).toMatchObject([{ code: "corrupt" }, { code: "corrupt" }]);
  });

  it("leaves no request without an answer when the run is abandoned", async () => {
    const { addNow, abandon, commits, pass } = create();
    const before = addNow(1);
    abandon();
    await pass(0);
    const after = addNow(2);
    await pass(0);
    expect([before, after]).toMatchObject([{ error: expect.any(Error) }, { error: expect.any(Error) }]);
    expect(commits).toEqual([]);
  });

  it("stores what settled when the run is abandoned, without a request, and doesn't try again", async () => {
    const { committer, addNow, abandon, clock, commits, fail, pass } = create();
    committer.add({ settle: [1] }, () => undefined);
    const request = addNow(1);
    abandon();
    await pass(0);
    expect(commits).toEqual([{ settle: [1] }]);
    expect(request).toMatchObject({ error: expect.any(Error) });
    fail(() => "locked");
    const abandoned: unknown[] = [];
    for (const number of [2, 3])
      committer.add(
        { settle: [number] },
        () => undefined,
        (error) => abandoned.push(error),
      );
    await committer.idle();
    expect(commits).toHaveLength(1);
    expect(abandoned).toMatchObject([expect.any(Error), expect.any(Error)]);
    expect(clock.waits()).not.toContain(1_000);
  });
});
