import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import type { SemanticEmailEvent } from "@email-events/core";
import type { PipelinesClientOptions } from "./client-options.ts";
import { createPipelinesClient, type Outcome, type PipelinesClient } from "./index.ts";
import { opened, openedTimes } from "./testing/events.ts";
import { createFakeClock } from "./testing/fake-clock.ts";
import { accepted, createFakeTransport, unavailable } from "./testing/fake-transport.ts";
import type { RequestOutcome } from "./transport/transport.ts";

type Options = Partial<PipelinesClientOptions<SemanticEmailEvent>>;
type Answer = Parameters<typeof createFakeTransport>[0];

const clients: PipelinesClient<SemanticEmailEvent>[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) void client.close({ timeoutMs: 0 });
});

const setUp = (answer?: Answer, options: Options = {}) => {
  const clock = createFakeClock();
  const transport = createFakeTransport(answer, () => clock.now());
  const client = createPipelinesClient({ writeKey: "sk_secret", clock, transport, random: () => 0.999, ...options });
  clients.push(client);
  return { clock, transport, client };
};

const collect = async <E>(outcomes: AsyncIterable<Outcome<E>>): Promise<Outcome<E>[]> => {
  const all: Outcome<E>[] = [];
  for await (const outcome of outcomes) all.push(outcome);
  return all;
};

const rejected = (httpStatus: number, body = ""): RequestOutcome => ({ status: "rejected", httpStatus, body });
const undelivered = (outcomes: readonly Outcome<unknown>[]) => outcomes.filter((one) => one.status === "undelivered");

describe("track", () => {
  it("waits for the linger time, and sends what came meanwhile in one request", async () => {
    const { client, clock, transport } = setUp();
    const outcomes = Promise.all(openedTimes(3).map((event) => client.track(event)));
    await clock.advance(99);
    expect(transport.seen).toHaveLength(0);
    await clock.advance(1);
    expect(await outcomes).toEqual(openedTimes(3).map((event) => ({ status: "accepted", event })));
    expect(transport.seen.map(({ path, calls }) => [path, calls.length])).toEqual([["/v1/batch", 3]]);
  });

  it("asks for strict mode, with the key as user name", async () => {
    const { client, clock, transport } = setUp();
    void client.track(opened(1));
    await clock.advance(100);
    expect(transport.seen[0]?.headers).toMatchObject({
      "x-strict-mode": "1",
      authorization: `Basic ${btoa("sk_secret:")}`,
      "content-type": "application/json",
    });
  });

  it("doesn't ask for strict mode when told not to", async () => {
    const { client, clock, transport } = setUp(undefined, { strict: false });
    void client.track(opened(1));
    await clock.advance(100);
    expect(transport.seen[0]?.headers).not.toHaveProperty("x-strict-mode");
  });

  it("sends the event as it is, with sentAt in the envelope, and names the library where there is no context", async () => {
    const { client, clock, transport } = setUp();
    const event = { ...opened(1), context: { ip: "192.0.2.1" } };
    void client.track(event);
    void client.track(opened(2));
    await clock.advance(100);
    const { batch, sentAt } = JSON.parse(transport.seen[0]?.text ?? "");
    const library = { name: "@email-events/pipelines", version: expect.stringMatching(/^\d+\.\d+\.\d+/) };
    expect(batch).toEqual([event, { ...opened(2), context: { library } }]);
    expect(sentAt).toBe("2026-01-01T00:00:00.100Z");
  });

  it("gives an event without an id one, keeps it across retries, and leaves the caller's object alone", async () => {
    const { client, clock, transport } = setUp((_, __, nth) => (nth === 1 ? unavailable : accepted));
    const { messageId: _, ...event } = opened(1);
    Object.freeze(event);
    const both = Promise.all([client.track(event), client.track(event)]);
    await clock.advance(1_000);
    expect((await both).map((outcome) => outcome.event === event)).toEqual([true, true]);
    const ids = transport.seen.map(({ calls }) => calls.map((call) => call["messageId"]));
    expect(ids[0]).toEqual(ids[1]);
    expect(new Set(ids[0]).size).toBe(2);
    expect(ids[0]?.[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("derives a missing id with the caller's function", async () => {
    const { client, clock, transport } = setUp(undefined, { messageId: (event) => `id of ${event.userId}` });
    const { messageId: _, ...event } = opened(1);
    void client.track(event);
    void client.track(opened(2));
    await clock.advance(100);
    expect(transport.seen[0]?.calls.map((call) => call["messageId"])).toEqual(["id of user-1", "message-2"]);
  });

  it("makes one request a call in track mode", async () => {
    const { client, clock, transport } = setUp(undefined, { mode: "track" });
    const outcomes = Promise.all([client.track(opened(1)), client.identify({ userId: "u", traits: { plan: "pro" } })]);
    await clock.advance(0);
    expect((await outcomes).map(({ status }) => status)).toEqual(["accepted", "accepted"]);
    expect(transport.seen.map(({ path }) => path)).toEqual(["/v1/track", "/v1/identify"]);
    expect(JSON.parse(transport.seen[0]?.text ?? "")).toMatchObject({
      ...opened(1),
      sentAt: "2026-01-01T00:00:00.000Z",
    });
  });
});

describe("other calls", () => {
  it("are typed and sent under their own type", async () => {
    const { client, clock, transport } = setUp();
    void client.trackCustom({ userId: "u", event: "Coupon Used", properties: { code: "A" } });
    void client.identify({ anonymousId: "a", traits: { plan: "pro" } });
    await clock.advance(100);
    expect(transport.seen[0]?.calls).toMatchObject([
      { type: "track", event: "Coupon Used" },
      { type: "identify", traits: { plan: "pro" } },
    ]);
  });

  it("in a raw batch go at once, with outcomes in the order of the calls", async () => {
    const { client, transport } = setUp();
    const calls = [
      { type: "page", userId: "u", name: "Home" },
      { type: "nonsense", userId: "u" },
      { type: "group", userId: "u", groupId: "g" },
    ] as const;
    const outcomes = await client.batch(calls as never);
    expect(outcomes.map(({ status }) => status)).toEqual(["accepted", "rejected", "accepted"]);
    expect(transport.seen).toHaveLength(1);
  });
});

describe("an event that can't be sent", () => {
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;
  const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`);
  const nest = (depth: number) => {
    let value: unknown = deep;
    for (let n = 0; n < depth; n += 1) value = { value };
    return value;
  };
  it.each([
    ["is circular", circular, /can't be written: Converting circular structure/],
    ["holds a BigInt", 1n, /can't be written: .*BigInt/],
    // Engines that write JSON without recursion get as far as its size.
    ["is nested 100,000 deep", nest(100_000), /can't be written: Maximum call stack|bytes, and the limit is/],
    [
      "has a toJSON that throws",
      {
        toJSON: () => {
          throw new Error("no JSON here");
        },
      },
      /written: no JSON here$/,
    ],
    [
      "has a getter that throws",
      {
        get a() {
          throw new Error("no value here");
        },
      },
      /written: no value here$/,
    ],
    ["holds half a surrogate pair", "\ud83d", /half a surrogate pair/],
    ["is 10 MB", "x".repeat(10_000_000), /it is 10000\d\d\d bytes, and the limit is 32000/],
    ["is 11,000 three-byte characters", "\u20ac".repeat(11_000), /it is 33\d\d\d bytes, and the limit is 32000/],
  ])("because it %s is rejected with the reason, and the others go", async (_, subject, reason) => {
    const { client, clock, transport } = setUp();
    const bad = { ...opened(1), properties: { email_id: "1", email_subject: subject } };
    const outcomes = Promise.all([opened(0), bad as never, opened(2)].map((event) => client.track(event)));
    await clock.advance(100);
    expect((await outcomes).map(({ status }) => status)).toEqual(["accepted", "rejected", "accepted"]);
    const [, refused] = await outcomes;
    // Compared by identity: a comparison of values may overflow the stack, as the event does.
    expect(refused?.event === bad).toBe(true);
    expect(refused?.status === "rejected" && refused.reason).toMatch(reason);
    expect(transport.seen[0]?.calls.map((call) => call["messageId"])).toEqual(["message-0", "message-2"]);
  });

  it.each([null, undefined, 7, "text", [], () => {}])("because it is %j is rejected", async (value) => {
    const { client } = setUp();
    expect(await client.track(value as never)).toMatchObject({ status: "rejected" });
  });

  it("isn't mistaken for one by a text that only looks like half a surrogate pair", async () => {
    const { client, clock, transport } = setUp();
    const subject = String.raw`a \ud83d in words, and a 😀`;
    void client.track(opened(1, subject));
    await clock.advance(100);
    expect(transport.seen[0]?.calls[0]).toMatchObject({ properties: { email_subject: subject } });
  });

  it("reads a getter once", async () => {
    const { client, clock, transport } = setUp();
    let reads = 0;
    const event = {
      ...opened(1),
      get messageId() {
        reads += 1;
        return `read ${reads}`;
      },
    };
    void client.track(event);
    await clock.advance(100);
    expect(transport.seen[0]?.calls[0]?.["messageId"]).toBe("read 1");
    expect(reads).toBe(1);
  });
});

describe("retry", () => {
  it("tries again after a back-off, and reports retry and pause", async () => {
    const told: unknown[] = [];
    const { client, clock, transport } = setUp((_, __, nth) => (nth < 3 ? unavailable : accepted), {
      onRetry: (retry) => told.push(retry),
      onPause: ({ ms, cause }) => told.push({ ms: Math.ceil(ms), cause }),
    });
    const outcome = client.track(opened(1));
    await clock.advance(10_000);
    expect(await outcome).toMatchObject({ status: "accepted" });
    expect(transport.seen.map(({ at }) => Math.ceil(at - (transport.seen[0]?.at ?? 0)))).toEqual([0, 200, 600]);
    expect(told).toEqual([
      { attempt: 1, events: 1, cause: "HTTP 503" },
      { ms: 200, cause: "HTTP 503" },
      { attempt: 2, events: 1, cause: "HTTP 503" },
      { ms: 400, cause: "HTTP 503" },
    ]);
  });

  it("waits as long as Retry-After asks, with every request", async () => {
    const answer: RequestOutcome = { status: "retryable", cause: "HTTP 429", retryAfterMs: 45_000 };
    const { client, clock, transport } = setUp((_, __, nth) => (nth === 1 ? answer : accepted));
    void client.track(opened(1));
    await clock.advance(100);
    const late = client.track(opened(2));
    await clock.advance(44_000);
    expect(transport.seen).toHaveLength(1);
    await clock.advance(1_100);
    expect(await late).toMatchObject({ status: "accepted" });
  });

  it("gives events back when Retry-After passes the deadline, without trying again", async () => {
    const answer: RequestOutcome = { status: "retryable", cause: "HTTP 429", retryAfterMs: 3_600_000 };
    const { client, clock, transport } = setUp(() => answer);
    const outcome = client.track(opened(1));
    await clock.advance(100);
    expect(await outcome).toMatchObject({ status: "undelivered", reason: expect.stringContaining("HTTP 429") });
    await clock.advance(4_000_000);
    expect(transport.seen).toHaveLength(1);
  });

  it("gives events back at the deadline, those never sent too", async () => {
    const { client, clock, transport } = setUp(() => unavailable, { deadlineMs: 5_000, lingerMs: 0 });
    const first = client.track(opened(1));
    await clock.advance(1_000);
    const second = client.track(opened(2));
    await clock.advance(6_000);
    expect(undelivered(await Promise.all([first, second]))).toHaveLength(2);
    expect(transport.seen.every(({ at }) => at <= (transport.seen[0]?.at ?? 0) + 6_000)).toBe(true);
    expect(client.stats()).toMatchObject({ undelivered: 2, queuedEvents: 0, queuedBytes: 0 });
    expect(clock.pending).toBe(0);
  });

  it("treats a request without an answer as failed, and aborts it", async () => {
    const signals: AbortSignal[] = [];
    const { client, clock } = setUp((_, signal, nth) => {
      signals.push(signal);
      return nth === 1 ? new Promise<RequestOutcome>(() => {}) : accepted;
    });
    const outcome = client.track(opened(1));
    await clock.advance(30_099);
    expect(signals[0]?.aborted).toBe(false);
    await clock.advance(1_000);
    expect(signals[0]?.aborted).toBe(true);
    expect(await outcome).toMatchObject({ status: "accepted" });
  });

  it("treats a transport that throws as a network error", async () => {
    const { client, clock } = setUp((_, __, nth) => {
      if (nth === 1) throw new Error("socket gone");
      return accepted;
    });
    const outcome = client.track(opened(1));
    await clock.advance(1_000);
    expect(await outcome).toMatchObject({ status: "accepted" });
  });

  it("sends one probe after an outage, not everything that waited", async () => {
    const { client, clock, transport } = setUp(
      ({ at }) => (at < Date.parse("2026-01-01T00:01:00.000Z") ? unavailable : accepted),
      { maxBatchBytes: 2_000, lingerMs: 0 },
    );
    const outcomes = Promise.all(openedTimes(100).map((event) => client.track(event)));
    await clock.advance(1_000);
    const before = transport.seen.length;
    await clock.advance(58_000);
    expect(transport.maxInFlight).toBe(8);
    expect(transport.seen.length - before).toBeLessThan(15);
    await clock.advance(60_000);
    expect((await outcomes).every(({ status }) => status === "accepted")).toBe(true);
  });
});

describe("a refused batch", () => {
  const isBad = (id: unknown) => id === "message-7" || id === "message-61";
  it.each([400, 413, 422])("with %d is bisected until the bad events stand alone", async (httpStatus) => {
    const words = '{"meta":{"errors":["userId is required","no such thing"]}}';
    const { client, clock, transport } = setUp(({ calls }) =>
      calls.some((call) => isBad(call["messageId"])) ? rejected(httpStatus, words) : accepted,
    );
    const sent = collect(client.send(openedTimes(100)));
    await clock.advance(1_000);
    const bad = (await sent).filter(({ status }) => status !== "accepted");
    const reason = `HTTP ${httpStatus}: userId is required; no such thing`;
    expect(bad.toSorted((a, b) => (a.event.userId ?? "").length - (b.event.userId ?? "").length)).toEqual([
      { status: "rejected", event: opened(7), httpStatus, reason },
      { status: "rejected", event: opened(61), httpStatus, reason },
    ]);
    expect(await sent).toHaveLength(100);
    expect(transport.seen.length).toBeLessThan(30);
    expect(client.stats()).toMatchObject({ accepted: 98, rejected: 2, queuedEvents: 0, queuedBytes: 0, pauses: 0 });
  });

  it.each([302, 404, 405])("with %d is rejected whole, once", async (httpStatus) => {
    const { client, clock, transport } = setUp(() => rejected(httpStatus, "moved"));
    const sent = collect(client.send(openedTimes(3)));
    await clock.advance(1_000);
    expect((await sent).map((one) => one.status === "rejected" && one.reason)).toEqual(
      Array(3).fill(`HTTP ${httpStatus}: moved`),
    );
    expect(transport.seen).toHaveLength(1);
  });

  it.each([401, 403])("with %d stops the queue at once, and says so", async (httpStatus) => {
    const { client, clock, transport } = setUp(() => rejected(httpStatus, "no such key: sk_secret"));
    const outcome = client.track(opened(1));
    await clock.advance(100);
    const reason = `HTTP ${httpStatus}: no such key: [write key] (the API refuses the write key: nothing more is sent)`;
    expect(await outcome).toEqual({ status: "undelivered", event: opened(1), reason });
    expect(await client.track(opened(2))).toEqual({ status: "undelivered", event: opened(2), reason });
    expect(await collect(client.send(openedTimes(5)))).toHaveLength(5);
    expect(client.stats().stopped).toBe(reason);
    expect(transport.seen).toHaveLength(1);
  });
});

describe("send", () => {
  it("reads no faster than the API takes, and no faster than its outcomes are read", async () => {
    let read = 0;
    function* events() {
      for (; ; read += 1) yield opened(read);
    }
    const { client, clock } = setUp(() => new Promise<RequestOutcome>(() => {}), { maxBatchBytes: 10_000 });
    const stuck = client.send(events())[Symbol.asyncIterator]();
    void stuck.next();
    await clock.advance(1_000);
    expect(client.stats().queuedBytes).toBeLessThan(101_000);
    expect(read).toBeGreaterThan(300);
    expect(read).toBeLessThan(500);

    read = 0;
    const fast = setUp();
    const unread = fast.client.send(events())[Symbol.asyncIterator]();
    await Promise.all([unread.next(), fast.clock.advance(10_000)]);
    expect(read).toBeLessThan(30_000);
    const before = read;
    await fast.clock.advance(10_000);
    expect(read).toBe(before);
  });

  it("takes an async source, and doesn't wait for the linger time at its end", async () => {
    async function* events() {
      yield opened(1);
      yield opened(2);
    }
    const { client } = setUp();
    expect(await collect(client.send(events()))).toHaveLength(2);
  });

  it("passes on what the source throws, after the outcomes of what it gave", async () => {
    function* events() {
      yield opened(1);
      throw new Error("disk gone");
    }
    const { client } = setUp();
    const outcomes: unknown[] = [];
    const run = async () => {
      for await (const outcome of client.send(events())) outcomes.push(outcome);
    };
    await expect(run()).rejects.toThrow("disk gone");
    expect(outcomes).toHaveLength(1);
  });

  it("stops reading when aborted, and still gives the outcomes of what it read", async () => {
    const abort = new AbortController();
    let read = 0;
    async function* events() {
      for (; ; read += 1) {
        if (read === 10) abort.abort();
        yield opened(read);
      }
    }
    const { client } = setUp();
    const outcomes = await collect(client.send(events(), { signal: abort.signal }));
    expect(outcomes).toHaveLength(10);
    expect(client.stats()).toMatchObject({ accepted: 10, undelivered: 1 });
    expect(await collect(client.send(openedTimes(3), { signal: abort.signal }))).toEqual([]);
  });

  it("ends when aborted, also while its source waits for an event that never comes", async () => {
    const abort = new AbortController();
    async function* events() {
      yield opened(1);
      await new Promise(() => {});
    }
    const { client, clock } = setUp();
    const sent = collect(client.send(events(), { signal: abort.signal }));
    await clock.advance(1_000);
    abort.abort();
    expect(await sent).toMatchObject([{ status: "accepted" }]);
  });

  it("stops reading when its reader does", async () => {
    let read = 0;
    let closed = false;
    function* events() {
      try {
        for (; ; read += 1) yield opened(read);
      } finally {
        closed = true;
      }
    }
    const { client, clock } = setUp(undefined, { maxBatchBytes: 2_000 });
    for await (const outcome of client.send(events())) if (outcome.status === "accepted") break;
    await clock.advance(1_000);
    expect(closed).toBe(true);
    expect(client.stats().queuedEvents).toBe(0);
  });
});

describe("the queue", () => {
  it("refuses calls over its limit, and ready() waits for room", async () => {
    const { client, clock } = setUp(() => new Promise((resolve) => clock.after(1_000, () => resolve(accepted))), {
      maxQueueBytes: 1_000,
    });
    const outcomes = openedTimes(10).map((event) => client.track(event));
    let ready = false;
    void client.ready().then(() => (ready = true));
    await clock.advance(500);
    expect(ready).toBe(false);
    await clock.advance(1_000);
    expect(ready).toBe(true);
    const full = undelivered(await Promise.all(outcomes));
    expect(full.length).toBeGreaterThan(5);
    expect(full[0]).toMatchObject({ reason: expect.stringMatching(/queue is full.*await ready/) });
  });

  it("flush() sends at once and waits for what is queued, retries included, but not for what comes after", async () => {
    const { client, clock, transport } = setUp((_, __, nth) => (nth === 1 ? unavailable : accepted));
    void client.track(opened(1));
    let flushed = false;
    void client.flush().then(() => (flushed = true));
    await clock.settle();
    expect([transport.seen.length, flushed]).toEqual([1, false]);
    void client.track(opened(2));
    await clock.advance(200);
    expect(flushed).toBe(true);
    expect(client.stats().accepted).toBeGreaterThanOrEqual(1);
    await setUp().client.flush();
  });

  it("flush() waits for every part of a bisected batch", async () => {
    const { client } = setUp(({ calls }) => (calls.length > 1 ? rejected(400) : accepted));
    const outcomes = Promise.all(openedTimes(8).map((event) => client.track(event)));
    await client.flush();
    expect(client.stats()).toMatchObject({ accepted: 8, queuedEvents: 0 });
    expect(await outcomes).toHaveLength(8);
  });
});

describe("close", () => {
  it("delivers what is there, then takes no more", async () => {
    const { client } = setUp();
    const outcome = client.track(opened(1));
    expect(await client.close()).toEqual({ undelivered: [], undeliveredCalls: [] });
    expect(await outcome).toMatchObject({ status: "accepted" });
    expect(await client.track(opened(2))).toMatchObject({ status: "undelivered", reason: "the client is closed" });
  });

  it("gives back what wasn't delivered in time, under way or not, each exactly once", async () => {
    const { client, clock, transport } = setUp(() => new Promise<RequestOutcome>(() => {}), { maxInFlight: 1 });
    const first = client.track(opened(1));
    await clock.advance(100);
    const second = client.track(opened(2));
    void client.identify({ userId: "u" });
    const closed = client.close({ timeoutMs: 1_000 });
    await clock.advance(1_000);
    const undeliveredCalls = [{ userId: "u" }];
    expect(await closed).toEqual({ undelivered: [opened(1), opened(2)], undeliveredCalls });
    expect(await first).toMatchObject({ reason: expect.stringContaining("may have arrived") });
    expect(await second).toMatchObject({ reason: expect.stringContaining("before the event was sent") });
    expect(transport.inFlight).toBe(1);
    expect(clock.pending).toBe(0);
    expect(await client.close()).toEqual({ undelivered: [opened(1), opened(2)], undeliveredCalls });
  });

  it("happens at the end of `await using`", async () => {
    const { client } = setUp();
    let outcome: Promise<unknown>;
    {
      await using scoped = client;
      outcome = scoped.track(opened(1));
    }
    expect(await outcome).toMatchObject({ status: "accepted" });
  });

  it("happens at once when the client's signal is aborted", async () => {
    const abort = new AbortController();
    const { client, clock } = setUp(undefined, { signal: abort.signal });
    const outcome = client.track(opened(1));
    abort.abort();
    await clock.advance(0);
    expect((await outcome).status).toBe("accepted");
    const dead = setUp(() => unavailable, { signal: AbortSignal.abort() });
    expect(await dead.client.track(opened(1))).toMatchObject({ status: "undelivered" });
  });
});

describe("hooks", () => {
  it("tell every outcome", async () => {
    const told: unknown[] = [];
    const { client, clock } = setUp(undefined, { onOutcome: ({ status }) => told.push(status) });
    void client.track(opened(1));
    void client.track(null as never);
    await clock.advance(100);
    expect(told).toEqual(["rejected", "accepted"]);
  });
});

describe("the write key", () => {
  it("isn't in what util.inspect shows", () => {
    const { client } = setUp();
    const shown = inspect(client, { depth: 20, showHidden: true });
    expect(shown).toContain("track");
    expect(shown).not.toContain("sk_secret");
    expect(shown).not.toContain(btoa("sk_secret:"));
  });
});
