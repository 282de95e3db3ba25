import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PipelinesClientOptions } from "../src/client-options.ts";
import type { EmailOpened, SemanticEmailEvent } from "@email-events/core";
import { collect, setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted, rejected, unavailable, type SeenRequest } from "../src/testing/fake-transport.ts";

type Integrations = NonNullable<EmailOpened["integrations"]>;
const withIntegrations = (n: number, integrations: Integrations | undefined, subject?: string): EmailOpened => ({
  ...opened(n, subject),
  ...(integrations && { integrations }),
});
const text = (value: unknown): string => JSON.stringify(value) ?? "";
/** The different `integrations` of each request's calls; null is none. */
const mixes = (seen: readonly SeenRequest[]): readonly (readonly string[])[] =>
  seen.map(({ calls }) => [...new Set(calls.map((call) => text(call["integrations"] ?? undefined)))]);
const ids = (seen: readonly SeenRequest[]): readonly unknown[] =>
  seen.flatMap(({ calls }) => calls.map((call) => call["messageId"]));

const consents: readonly (Integrations | undefined)[] = [
  undefined,
  { All: true },
  { All: false },
  { All: false, Mixpanel: true },
];
const interleaved = (count: number, subject?: string): EmailOpened[] =>
  Array.from({ length: count }, (_, n) => withIntegrations(n, consents[n % consents.length], subject));

type Way = (
  client: ReturnType<typeof setUp>["client"],
  events: readonly SemanticEmailEvent[],
) => Promise<readonly { readonly status: string }[]>;
const ways: Readonly<Record<string, Way>> = {
  "send of an array": (client, events) => collect(client.send(events)),
  "send of an iterator": (client, events) => collect(client.send(events.values())),
  track: (client, events) => Promise.all(events.map((event) => client.track(event))),
  batch: (client, events) => client.batch(events.map((event) => ({ ...event }))),
};

describe("calls with different integrations", () => {
  it.each(Object.entries(ways))(
    "are sent in different requests, but not one request each, by %s",
    async (_, handOver) => {
      const { client, clock, transport } = setUp();
      const outcomes = handOver(client, interleaved(1_000));
      await clock.advance(1_000);
      expect((await outcomes).map(({ status }) => status)).toEqual(Array(1_000).fill("delivered"));
      for (const mix of mixes(transport.seen)) expect(mix).toHaveLength(1);
      // Four per turn, in which send reads 256 events.
      expect(transport.seen.length).toBeLessThanOrEqual(16);
      expect(new Set(ids(transport.seen)).size).toBe(1_000);
    },
  );

  it("share requests with mixIntegrations", async () => {
    const { client, clock, transport } = setUp(undefined, { mixIntegrations: true });
    const outcomes = collect(client.send(interleaved(100)));
    await clock.advance(1_000);
    expect(await outcomes).toHaveLength(100);
    expect(transport.seen).toHaveLength(1);
    expect(mixes(transport.seen)[0]).toHaveLength(4);
  });

  it("share requests if they have none, or null", async () => {
    const { client, clock, transport } = setUp();
    const calls = openedTimes(100).map((event, n) => ({ ...event, ...(n % 2 === 0 && { integrations: null }) }));
    const outcomes = client.batch(calls);
    await clock.advance(1_000);
    expect(await outcomes).toHaveLength(100);
    expect(transport.seen).toHaveLength(1);
  });

  it("share requests if their values are equal, even as different objects", async () => {
    const { client, clock, transport } = setUp();
    const events = Array.from({ length: 100 }, (_, n) => withIntegrations(n, { All: false, Mixpanel: { a: [1] } }));
    void collect(client.send(events));
    await clock.advance(1_000);
    expect(transport.seen).toHaveLength(1);
  });

  it("fill few large requests in an outage, with the memory that they need, however they alternate", async () => {
    let isUp = false;
    const { client, clock, transport } = setUp(() => (isUp ? accepted : unavailable), { backoffCapMs: 1_000 });
    const before = process.memoryUsage().arrayBuffers;
    const events = interleaved(2_000, "x".repeat(500));
    const outcomes = Promise.all(events.map((event) => client.track(event)));
    await clock.advance(5_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * client.stats().queuedBytes);
    const failed = transport.seen.length;
    isUp = true;
    await clock.advance(60_000);
    expect((await outcomes).every(({ status }) => status === "delivered")).toBe(true);
    expect(transport.seen.length - failed).toBeLessThanOrEqual(12);
  });

  it("take memory by their size, even if each has its own value", async () => {
    const { client, clock, transport } = setUp(() => unavailable, { backoffCapMs: 1_000 });
    const before = process.memoryUsage().arrayBuffers;
    for (let n = 0; n < 2_000; n += 1) void client.track(withIntegrations(n, { [`destination ${n}`]: true }));
    await clock.advance(5_000);
    expect(client.stats().queuedEvents).toBe(2_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    for (const mix of mixes(transport.seen)) expect(mix).toHaveLength(1);
  });

  it("never share a request, and none is lost or over the limit, in any order", async () => {
    const integrations = fc.constantFrom<readonly unknown[]>(
      [],
      [null],
      [{}],
      [{ All: true }],
      [{ All: false }],
      [{ a: [] }],
    );
    const event = fc.record({ integrations, length: fc.nat({ max: 400 }), isBad: fc.boolean() });
    const options: fc.Arbitrary<Partial<PipelinesClientOptions<SemanticEmailEvent>>> = fc.record({
      maxBatchBytes: fc.integer({ min: 900, max: 5_000 }),
      maxInFlight: fc.integer({ min: 1, max: 4 }),
      lingerMs: fc.constantFrom(0, 100),
      mode: fc.constantFrom("batch", "batch", "track"),
    });
    const run = async (
      way: string,
      given: readonly { readonly integrations: readonly unknown[]; readonly length: number; readonly isBad: boolean }[],
      limits: Partial<PipelinesClientOptions<SemanticEmailEvent>>,
      failures: number,
    ) => {
      const isBad = (call: Readonly<Record<string, unknown>>): boolean => text(call["userId"]).includes("bad");
      const { client, clock, transport } = setUp(
        ({ calls }, _, nth) => {
          if (nth <= failures) return unavailable;
          return calls.some(isBad) ? rejected(400) : accepted;
        },
        { ...limits, deadlineMs: 1e9 },
      );
      const events = given.map(({ integrations: [value], length, isBad: isOne, integrations: all }, n) => ({
        ...opened(n, "x".repeat(length)),
        ...(isOne && { userId: "bad" }),
        ...(all.length > 0 && { integrations: value }),
      }));
      const outcomes = ways[way]?.(client, events as never);
      await clock.advance(1_000_000);
      expect(await outcomes).toHaveLength(events.length);
      for (const mix of mixes(transport.seen)) expect(mix).toHaveLength(1);
      for (const { text: body } of transport.seen) {
        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limits.maxBatchBytes ?? 0);
      }
      const stats = client.stats();
      expect(stats.delivered + stats.rejected).toBe(events.length);
      expect(stats).toMatchObject({ queuedEvents: 0, queuedBytes: 0, undelivered: 0 });
      const seen = new Set(ids(transport.seen));
      for (const { messageId } of events) expect(seen).toContain(messageId);
    };
    const way = fc.constantFrom(...Object.keys(ways));
    const property = fc.asyncProperty(way, fc.array(event, { maxLength: 60 }), options, fc.nat({ max: 3 }), run);
    await fc.assert(property, { numRuns: 200 });
  }, 60_000);
});
