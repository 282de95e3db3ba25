import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../src/outcome.ts";
import { createPipelinesClient } from "../src/index.ts";
import { setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted, rejected, unavailable, type SeenRequest } from "../src/testing/fake-transport.ts";
import type { RequestOutcome } from "../src/transport/transport.ts";

type Answer = (seen: SeenRequest) => RequestOutcome;
type Options = Parameters<typeof setUp>[1];

const tooLarge = rejected(413, "too large");

/** Sends events to a server, and waits for every outcome. */
const deliver = async (answer: Answer, events = openedTimes(500), options: Options = {}) => {
  const answerLater = async (seen: SeenRequest) => {
    await new Promise<void>((resolve) => void clock.after(10, resolve));
    return answer(seen);
  };
  const { client, clock, transport } = setUp(answerLater, options);
  const settled: Outcome<unknown>[] = [];
  for (const [n, event] of events.entries()) void client.track(event).then((outcome) => (settled[n] = outcome));
  void client.flush();
  await clock.advance(60_000);
  return { client, clock, transport, settled, statuses: settled.map(({ status }) => status) };
};

describe("a server that answers 413 to everything", () => {
  it.each(["batch", "track"] as const)(
    "makes no small event rejected, even after it has accepted others: %s",
    async (mode) => {
      let isBroken = false;
      const { client, clock } = setUp(() => (isBroken ? tooLarge : accepted), { mode });
      const first = client.track(opened(0));
      await clock.advance(1_000);
      expect(await first).toMatchObject({ status: "delivered" });
      isBroken = true;
      const later = [client.track(opened(1)), client.track(opened(2))];
      await clock.advance(1_000);
      later.push(client.track(opened(3)));
      await clock.advance(1_000);
      expect((await Promise.all(later)).map(({ status }) => status)).toEqual(Array(3).fill("undelivered"));
    },
  );

  it.each([1, 2, 7, 8, 9, 100, 500, 1_500])(
    "takes few requests for a batch of %d, and loses no event",
    async (count) => {
      const { settled, transport } = await deliver(() => tooLarge, openedTimes(count));
      const reason = "HTTP 413: too large";
      expect(settled).toEqual(openedTimes(count).map((event) => ({ status: "undelivered", event, reason })));
      expect(transport.seen.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count)) + 8);
    },
  );

  it("can answer before it has read the request", async () => {
    let requests = 0;
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => {
        requests += 1;
        socket.end("HTTP/1.1 413 Too Large\r\nContent-Length: 9\r\nConnection: close\r\n\r\ntoo large");
      });
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    await using client = createPipelinesClient({ writeKey: "key", endpoint: `http://127.0.0.1:${port}` });
    const events = openedTimes(400).map((_, n) => opened(n, "x".repeat(1_000)));
    const outcomes = await Promise.all(events.map((event) => client.track(event)));
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(["undelivered"]));
    // Two batches.
    expect(requests).toBeLessThanOrEqual(2 * (Math.ceil(Math.log2(400)) + 8));
    server.close();
  });

  it("keeps the note that an earlier request may have arrived", async () => {
    const { client, clock } = setUp((_, __, nth) => (nth === 1 ? unavailable : tooLarge));
    const outcomes = openedTimes(3).map((event) => client.track(event));
    await clock.advance(5_000);
    const reason = "HTTP 413: too large; it may have arrived";
    expect(await Promise.all(outcomes)).toMatchObject(
      Array.from({ length: 3 }, () => ({ status: "undelivered", reason })),
    );
  });

  it("takes as few requests for each of many batches", async () => {
    const { statuses, transport, client } = await deliver(() => tooLarge, openedTimes(4_000), {
      maxBatchBytes: 50_000,
    });
    expect(new Set(statuses)).toEqual(new Set(["undelivered"]));
    expect(transport.seen.length).toBeLessThan(20 * (Math.log2(200) + 8));
    expect(client.stats()).toMatchObject({ undelivered: 4_000, queuedEvents: 0, queuedBytes: 0 });
  });

  it("is detected again after it has accepted everything, and so is its recovery", async () => {
    let isBroken = false;
    const { client, clock, transport } = setUp(() => (isBroken ? tooLarge : accepted));
    const sendAll = async () => {
      const from = transport.seen.length;
      const outcomes = openedTimes(300).map((event) => client.track(event));
      await clock.advance(1_000);
      const statuses = new Set((await Promise.all(outcomes)).map(({ status }) => status));
      return { statuses: [...statuses], requests: transport.seen.length - from };
    };
    expect(await sendAll()).toEqual({ statuses: ["delivered"], requests: 1 });
    isBroken = true;
    expect(await sendAll()).toEqual({ statuses: ["undelivered"], requests: expect.toSatisfy((n: number) => n <= 18) });
    isBroken = false;
    expect(await sendAll()).toEqual({ statuses: ["delivered"], requests: 1 });
  });

  it("leads to an outcome by the deadline, and when the call is aborted or the client closed", async () => {
    let nth = 0;
    const { client, clock } = setUp(() => ((nth += 1) < 5 ? tooLarge : new Promise<RequestOutcome>(() => {})), {
      timeoutMs: 100_000,
      deadlineMs: 8_000,
    });
    const abort = new AbortController();
    const outcomes = openedTimes(9).map((event, n) => client.track(event, n === 0 ? { signal: abort.signal } : {}));
    await clock.advance(200);
    abort.abort();
    expect(await outcomes[0]).toMatchObject({ status: "undelivered", reason: "aborted by its signal" });
    await clock.advance(8_000);
    expect((await Promise.all(outcomes)).map(({ status }) => status)).toEqual(Array(9).fill("undelivered"));
    expect(client.stats()).toMatchObject({ queuedEvents: 0, queuedBytes: 0 });
  });
});

describe("a server whose limit is smaller than ours", () => {
  it("is tried with larger batches again, so one wrong refusal doesn't make them small forever", async () => {
    let refusals = 1;
    const { client, clock, transport } = setUp(() => ((refusals -= 1) < 0 ? accepted : tooLarge));
    for (const count of [2, ...Array<number>(100).fill(400)]) {
      const outcomes = openedTimes(count).map((event) => client.track(event));
      await clock.advance(60_000);
      expect(new Set((await Promise.all(outcomes)).map(({ status }) => status))).toEqual(new Set(["delivered"]));
    }
    expect(transport.seen.length).toBeLessThan(1_000);
    expect(transport.seen.at(-1)?.calls).toHaveLength(400);
  });

  it("receives everything, and no request twice as large as a refused one", async () => {
    const limit = 20_000;
    const { statuses, transport } = await deliver(
      ({ text }) => (text.length > limit ? tooLarge : accepted),
      openedTimes(3_000),
      {
        maxBatchBytes: 200_000,
      },
    );
    expect(new Set(statuses)).toEqual(new Set(["delivered"]));
    const refused = transport.seen.filter(({ text }) => text.length > limit);
    // The concurrent ones, and then one of each size.
    expect(refused.length).toBeLessThan(8 + 4);
    expect(transport.seen.length - refused.length).toBeLessThan((3_000 * 230 * 2) / (limit / 2));
  });

  it("refuses calls that are over it alone, and receives the others", async () => {
    const events = openedTimes(60).map((event, n) => (n % 10 === 0 ? opened(n, "x".repeat(30_000)) : event));
    const { statuses } = await deliver(({ text }) => (text.length > 20_000 ? tooLarge : accepted), events);
    expect(statuses).toEqual(events.map((_, n) => (n % 10 === 0 ? "rejected" : "delivered")));
  });
});

describe("a call that is too large itself", () => {
  it.each([0, 1, 250, 498, 499])("is found in a batch of 500, at %d", async (bad) => {
    const { settled, statuses, transport } = await deliver(({ calls }) =>
      calls.some((call) => call["messageId"] === `message-${bad}`) ? tooLarge : accepted,
    );
    expect(settled[bad]).toEqual({
      status: "rejected",
      event: opened(bad),
      httpStatus: 413,
      reason: "HTTP 413: too large",
    });
    expect(statuses.filter((status) => status === "delivered")).toHaveLength(499);
    expect(transport.seen.length).toBeLessThan(3 * Math.ceil(Math.log2(500)));
  });

  it("is found anywhere, with up to seven in a row", async () => {
    const bads = fc.array(fc.nat({ max: 99 }), { maxLength: 7 });
    const run = async (places: readonly number[], httpStatus: number, maxInFlight: number) => {
      const bad = new Set(places.map((place) => `message-${place}`));
      const answer: Answer = ({ calls }) =>
        calls.some((call) => bad.has(String(call["messageId"]))) ? rejected(httpStatus, "no") : accepted;
      const { settled } = await deliver(answer, openedTimes(100), { maxInFlight });
      const found = settled.filter(({ status }) => status === "rejected").map(({ event }) => event);
      expect(found).toEqual(openedTimes(100).filter(({ messageId }) => bad.has(messageId ?? "")));
      expect(settled.filter(({ status }) => status === "delivered")).toHaveLength(100 - bad.size);
    };
    await fc.assert(fc.asyncProperty(bads, fc.constantFrom(400, 413, 422), fc.constantFrom(1, 8), run), {
      numRuns: 100,
    });
  });

  it("is rejected if others are accepted, or if it is close to the limit", async () => {
    const { client, clock } = setUp(({ text }) => (text.includes("bad") ? tooLarge : accepted), { mode: "track" });
    const track = async (n: number, subject: string) => {
      const outcome = client.track(opened(n, subject));
      await clock.advance(1_000);
      return (await outcome).status;
    };
    expect(await track(0, `bad${"x".repeat(20_000)}`)).toBe("rejected");
    expect(await track(1, "bad")).toBe("undelivered");
    expect(await Promise.all([track(2, "bad"), track(3, "good")])).toEqual(["rejected", "delivered"]);
  });
});

describe("a hook that adds a call at each outcome", () => {
  /** Tracks events while a hook tracks others, and returns the statuses of the first. */
  const deliverMore = async (isRefused: (call: Readonly<Record<string, unknown>>) => boolean, count: number) => {
    let more = count;
    const { client, clock } = setUp(({ calls }) => (calls.some(isRefused) ? tooLarge : accepted), {
      onOutcome: () => {
        if (more < 2 * count) void client.track(opened((more += 1)));
      },
    });
    const outcomes = openedTimes(count).map((event) => client.track(event));
    await clock.advance(60_000);
    return (await Promise.all(outcomes)).map(({ status }) => status);
  };

  it("makes no event rejected where nothing is accepted", async () => {
    for (const count of [1, 2, 8, 9, 100]) {
      expect(await deliverMore(() => true, count)).toEqual(Array(count).fill("undelivered"));
    }
  });

  it("makes no refused event undelivered where others are accepted", async () => {
    const run = async (count: number, places: readonly number[]) => {
      const bad = new Set(places.map((place) => `message-${place}`));
      const statuses = await deliverMore(({ messageId }) => bad.has(String(messageId)), count);
      expect(statuses).toEqual(
        openedTimes(count).map(({ messageId = "" }) => (bad.has(messageId) ? "rejected" : "delivered")),
      );
    };
    const places = fc.array(fc.nat({ max: 3 }), { maxLength: 3 });
    await fc.assert(fc.asyncProperty(fc.integer({ min: 4, max: 9 }), places, run), {
      numRuns: 50,
      examples: [[4, [0, 1, 2]]],
    });
  });
});
