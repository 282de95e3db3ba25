import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EmailOpened, SemanticEmailEvent } from "@email-events/core";
import { createPipelinesClient, type Outcome } from "../src/index.ts";
import { setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted, createFakeTransport, never, rejected } from "../src/testing/fake-transport.ts";

type Outcomes = readonly Outcome<SemanticEmailEvent>[];

const collectChunks = async (chunks: AsyncIterable<Outcomes>): Promise<Outcomes[]> => {
  const all: Outcomes[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
};

/** Chunks of so many events each, numbered from 0. */
const chunksOf = (sizes: readonly number[]): EmailOpened[][] => {
  const events = openedTimes(sizes.reduce((sum, size) => sum + size, 0));
  return sizes.map((size) => events.splice(0, size));
};

/** Chunks of three without an end; `count` says how many were asked for. */
const endless = () => {
  const source = { count: 0, isClosed: false, chunks };
  function* chunks() {
    try {
      for (; ; source.count += 1) yield openedTimes(3);
    } finally {
      source.isClosed = true;
    }
  }
  return source;
};

describe("sendChunks", () => {
  it("gives one outcome for each event, in arrays of which none is empty, whatever the sizes of the chunks", async () => {
    const size = fc.oneof(fc.constantFrom(0, 1, 2), fc.nat({ max: 300 }), fc.constant(700));
    await fc.assert(
      fc.asyncProperty(fc.array(size, { maxLength: 12 }), fc.boolean(), async (sizes, isAsync) => {
        const { client, transport } = setUp(undefined, { maxBatchBytes: 20_000, maxQueueBytes: 90_000 });
        const chunks = chunksOf(sizes);
        async function* later() {
          yield* chunks;
        }
        const outcomes = await collectChunks(client.sendChunks(isAsync ? later() : chunks));
        expect(outcomes.every((some) => some.length > 0)).toBe(true);
        const events = chunks.flat();
        expect(outcomes.flat()).toEqual(events.map((event) => ({ event, status: "delivered" })));
        expect(client.stats()).toMatchObject({ delivered: events.length, undelivered: 0, queuedEvents: 0 });
        const ids = transport.seen.flatMap(({ calls }) => calls.map((call) => call["messageId"]));
        expect(ids).toEqual(events.map(({ messageId }) => messageId));
      }),
      { numRuns: 40 },
    );
  });

  it("writes an object as what its toJSON returns, once, and gives the object back", async () => {
    interface Outgoing {
      readonly type: "track";
      readonly event: string;
      toJSON(): SemanticEmailEvent;
    }
    let calls = 0;
    const events = openedTimes(300);
    const objects = events.map((event): Outgoing => ({
      type: "track",
      event: event.event,
      toJSON: () => {
        calls += 1;
        return event;
      },
    }));
    // A batch that is too large for the server is split, and its parts are sent again.
    const transport = createFakeTransport(({ calls: { length } }) => (length > 40 ? rejected(413) : accepted));
    const client = createPipelinesClient<Outgoing>({ writeKey: "key", transport });
    const outcomes: Outcome<Outgoing>[] = [];
    for await (const some of client.sendChunks([objects])) outcomes.push(...some);
    expect(outcomes.every(({ status }) => status === "delivered")).toBe(true);
    expect(outcomes.length).toBe(300);
    expect(new Set(outcomes.map(({ event }) => event))).toEqual(new Set(objects));
    expect(calls).toBe(300);
  });

  it("takes a step for an array of outcomes, not for each", async () => {
    const { client } = setUp();
    const outcomes = await collectChunks(client.sendChunks([openedTimes(5_000), openedTimes(5_000)]));
    expect(outcomes.flat()).toHaveLength(10_000);
    expect(outcomes.length).toBeLessThan(100);
  });

  it("reads no faster than the API takes, and no faster than its outcomes are read", async () => {
    const slow = setUp(never, { maxBatchBytes: 10_000 });
    const stuck = endless();
    void slow.client.sendChunks(stuck.chunks())[Symbol.asyncIterator]().next();
    await slow.clock.advance(1_000);
    expect(slow.client.stats().queuedBytes).toBeLessThan(101_000);
    expect(stuck.count).toBeGreaterThan(100);
    expect(stuck.count).toBeLessThan(170);

    const fast = setUp();
    const unread = endless();
    const outcomes = fast.client.sendChunks(unread.chunks())[Symbol.asyncIterator]();
    await Promise.all([outcomes.next(), fast.clock.advance(10_000)]);
    const before = unread.count;
    expect(before).toBeLessThan(10_000);
    await fast.clock.advance(10_000);
    expect(unread.count).toBe(before);
  });

  it("sends a chunk that is many times as large as the queue, and none of it finds the queue full", async () => {
    const answer = () => new Promise<typeof accepted>((resolve) => clock.after(5, () => resolve(accepted)));
    const { client, clock } = setUp(answer, { maxBatchBytes: 5_000, maxEventBytes: 4_000, maxQueueBytes: 12_000 });
    const large = Array.from({ length: 600 }, (_, n) => opened(n, "x".repeat(n % 7 === 0 ? 3_000 : 10)));
    const sent = collectChunks(client.sendChunks([large]));
    await clock.advance(60_000);
    expect((await sent).flat().filter(({ status }) => status !== "delivered")).toEqual([]);
    expect(client.stats().delivered).toBe(600);
  });

  it("passes on what the source throws, after the outcomes of what it gave", async () => {
    async function* breaking() {
      yield openedTimes(3);
      throw new Error("disk gone");
    }
    const { client } = setUp();
    const outcomes: Outcomes[] = [];
    const run = async () => {
      for await (const some of client.sendChunks(breaking())) outcomes.push(some);
    };
    await expect(run()).rejects.toThrow("disk gone");
    expect(outcomes.flat()).toHaveLength(3);
  });

  it("fails as its source does when a chunk is no list, after the outcomes of the others", async () => {
    const { client } = setUp();
    const outcomes = client.sendChunks([openedTimes(2), 7 as never])[Symbol.asyncIterator]();
    expect((await outcomes.next()).value).toHaveLength(2);
    await expect(outcomes.next()).rejects.toThrow(TypeError);
  });

  it("stops reading when aborted, and still sends the whole chunk that it was at", async () => {
    const abort = new AbortController();
    const answer = () => new Promise<typeof accepted>((resolve) => clock.after(50, () => resolve(accepted)));
    const { client, clock } = setUp(answer, { maxBatchBytes: 5_000, maxQueueBytes: 20_000 });
    let isAskedAgain = false;
    function* two() {
      yield openedTimes(500);
      isAskedAgain = true;
      yield openedTimes(500);
    }
    const sent = collectChunks(client.sendChunks(two(), { signal: abort.signal }));
    await clock.advance(20);
    abort.abort();
    await clock.advance(60_000);
    expect((await sent).flat().map(({ status }) => status)).toEqual(Array(500).fill("delivered"));
    expect(isAskedAgain).toBe(false);
    expect(await collectChunks(client.sendChunks([openedTimes(3)], { signal: abort.signal }))).toEqual([]);
  });

  it("ends when aborted while its source waits for a chunk that never comes", async () => {
    const abort = new AbortController();
    async function* silent() {
      yield openedTimes(2);
      await new Promise(() => {});
    }
    const { client, clock } = setUp();
    const sent = collectChunks(client.sendChunks(silent(), { signal: abort.signal }));
    await clock.advance(1_000);
    abort.abort();
    expect((await sent).flat()).toHaveLength(2);
  });

  it("closes its source when its reader leaves, and sends what was read", async () => {
    const source = endless();
    const { client, clock } = setUp(undefined, { maxBatchBytes: 2_000 });
    for await (const some of client.sendChunks(source.chunks())) if (some.length > 0) break;
    await clock.advance(1_000);
    expect(source.isClosed).toBe(true);
    expect(client.stats()).toMatchObject({ undelivered: 0, queuedEvents: 0 });
  });

  it("rejects the bad events of a chunk alone, also those that aren't there", async () => {
    const { client } = setUp();
    const chunk: SemanticEmailEvent[] = openedTimes(50);
    chunk[7] = { ...opened(7), userId: "" };
    chunk[51] = opened(51);
    const outcomes = (await collectChunks(client.sendChunks([chunk]))).flat();
    expect(outcomes).toHaveLength(52);
    const refused = outcomes.filter(({ status }) => status === "rejected").map(({ event }) => event);
    expect(refused).toHaveLength(2);
    expect(refused).toEqual(expect.arrayContaining([chunk[7], undefined]));
  });

  it("gives each event of a closed client back", async () => {
    const { client } = setUp();
    await client.close();
    const outcomes = (await collectChunks(client.sendChunks(chunksOf([2, 3])))).flat();
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill("undelivered"));
  });

  it("gives each outcome once to those who ask at the same time, and an end to the rest", async () => {
    const { client, clock } = setUp();
    const outcomes = client.sendChunks(chunksOf([4, 0, 3]))[Symbol.asyncIterator]();
    const asked = Promise.all(Array.from({ length: 9 }, () => outcomes.next()));
    await clock.advance(1_000);
    const given = (await asked).flatMap(({ done, value }) => (done === true ? [] : [value]));
    expect(given.flat().map(({ event }) => event.messageId)).toEqual(openedTimes(7).map(({ messageId }) => messageId));
    expect(await outcomes.next()).toEqual({ done: true, value: undefined });
  });

  it("throws to its caller where its signal isn't one", () => {
    const { client } = setUp();
    expect(() => client.sendChunks([openedTimes(3)], { signal: "abort" as never })).toThrow(TypeError);
  });
});

describe("send of a source that the caller wrote", () => {
  function* generated() {
    const event = { ...opened(0), integrations: { All: true } };
    for (let n = 0; n < 200; n += 1) {
      yield Object.assign(event, { messageId: `message-${n}`, integrations: { All: n % 3 > 0 } });
      event.integrations.All = false;
      event.userId = "someone else";
      event.userId = "user-0";
    }
  }
  const generator = generated();

  it.each([
    ["a generator", generated()],
    ["an iterator of the caller's own", { [Symbol.iterator]: () => ({ next: () => generator.next() }) }],
  ])("sends each event as it was when it came, whatever the source does to it afterwards: %s", async (_, events) => {
    const { client, transport } = setUp();
    for await (const { status } of client.send(events)) expect(status).toBe("delivered");
    const calls = transport.seen.flatMap((request) => request.calls);
    expect(calls).toHaveLength(200);
    for (const call of calls) {
      const n = Number(String(call["messageId"]).slice("message-".length));
      expect(call).toMatchObject({ userId: "user-0", integrations: { All: n % 3 > 0 } });
    }
  });

  it("rejects its bad events alone, with the fault that each has when it comes", async () => {
    function* events() {
      for (let n = 0; n < 100; n += 1) {
        const event: Record<string, unknown> = {
          ...opened(n),
          ...(n === 31 && { userId: 7 }),
          ...(n === 60 && { event: "\ud800" }),
        };
        yield event;
        event["userId"] = 7;
      }
    }
    const { client } = setUp();
    const outcomes: Outcome<SemanticEmailEvent>[] = [];
    for await (const outcome of client.send(events() as Iterable<never>)) outcomes.push(outcome);
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(refused.toSorted()).toEqual([
      "it can't be serialized: it holds half a surrogate pair",
      "it isn't in the API's form: userId must be a string",
    ]);
    expect(outcomes).toHaveLength(100);
  });

  it("asks for no event more once it is aborted between two of them", async () => {
    const abort = new AbortController();
    let read = 0;
    function* events() {
      for (; ; read += 1) {
        if (read === 1_000) abort.abort();
        yield opened(read);
      }
    }
    const { client } = setUp();
    let outcomes = 0;
    for await (const { status } of client.send(events(), { signal: abort.signal }))
      outcomes += Number(status === "delivered");
    expect(read).toBe(1_000);
    expect(outcomes).toBe(1_001);
  });

  it("passes on what a generator throws when it is closed", async () => {
    const abort = new AbortController();
    function* events() {
      try {
        for (let n = 0; ; n += 1) {
          if (n === 20) abort.abort();
          yield opened(n);
        }
      } finally {
        // As a source does that can't be closed.
        fail();
      }
    }
    const fail = (): void => {
      throw new Error("still open");
    };
    const { client } = setUp();
    let outcomes = 0;
    const run = async () => {
      for await (const { status } of client.send(events(), { signal: abort.signal })) {
        outcomes += Number(status === "delivered");
      }
    };
    await expect(run()).rejects.toThrow("still open");
    expect(outcomes).toBe(21);
  });

  it("sends what a generator gave before it failed", async () => {
    function* events() {
      yield* openedTimes(150);
      throw new Error("disk gone");
    }
    const { client } = setUp();
    let outcomes = 0;
    const run = async () => {
      for await (const { status } of client.send(events())) outcomes += Number(status === "delivered");
    };
    await expect(run()).rejects.toThrow("disk gone");
    expect(outcomes).toBe(150);
  });
});
