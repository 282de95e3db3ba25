import { describe, expect, it } from "vitest";
import { collect, setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted, never, rejected } from "../src/testing/fake-transport.ts";

describe("a refused batch", () => {
  const isBad = (id: unknown) => id === "message-7" || id === "message-61";
  it.each([400, 413, 422])("with %d is bisected until the invalid events are alone", async (httpStatus) => {
    const words = '{"meta":{"errors":["userId is required","no such thing"]}}';
    const { client, clock, transport } = setUp(({ calls }) =>
      calls.some((call) => isBad(call["messageId"])) ? rejected(httpStatus, words) : accepted,
    );
    const sent = collect(client.send(openedTimes(100)));
    await clock.advance(1_000);
    const bad = (await sent).filter(({ status }) => status !== "delivered");
    const reason = `HTTP ${httpStatus}: userId is required; no such thing`;
    expect(bad.toSorted((a, b) => (a.event.userId ?? "").length - (b.event.userId ?? "").length)).toEqual([
      { status: "rejected", event: opened(7), httpStatus, reason },
      { status: "rejected", event: opened(61), httpStatus, reason },
    ]);
    expect(await sent).toHaveLength(100);
    expect(transport.seen.length).toBeLessThan(30);
    expect(client.stats()).toMatchObject({ delivered: 98, rejected: 2, queuedEvents: 0, queuedBytes: 0, pauses: 0 });
  });

  it.each([302, 402, 404, 407])("with %d is undelivered at once", async (httpStatus) => {
    const { client, clock, transport } = setUp(() => rejected(httpStatus, "moved"));
    const sent = collect(client.send(openedTimes(3)));
    await clock.advance(1_000);
    expect((await sent).map((one) => one.status === "undelivered" && one.reason)).toEqual(
      Array(3).fill(`HTTP ${httpStatus}: moved`),
    );
    expect(transport.seen).toHaveLength(1);
    expect(client.stats()).toMatchObject({ undelivered: 3, queuedEvents: 0, queuedBytes: 0 });
  });

  it("may have arrived only in the half whose request is in flight", async () => {
    const { client, clock } = setUp((_, __, nth) => (nth === 1 ? rejected(400) : never()), { maxInFlight: 1 });
    const sent = openedTimes(2).map((event) => client.track(event));
    await clock.advance(100);
    await client.close({ timeoutMs: 0 });
    expect(await Promise.all(sent)).toMatchObject([
      { reason: "the client is closed; it may have arrived" },
      { reason: "the client is closed" },
    ]);
    expect(client.stats().requests).toBe(2);
  });

  it("can't break a log with the API's message", async () => {
    const { client, clock } = setUp(() => rejected(400, "not\r\n\u001b[31mINFO all is well\u0000\u009b2J"));
    const outcome = client.track(opened(1));
    await clock.advance(100);
    expect(await outcome).toMatchObject({ reason: "HTTP 400: not [31mINFO all is well 2J" });
  });

  it("is split between its calls, whatever their texts", async () => {
    const subjects = ['{"a":[1]}', "}{", '\\"}', "\\\\", "},{", '"', "\u{1f600}}", "[", "\n}"];
    const { client, clock, transport } = setUp(({ calls }) => (calls.length > 1 ? rejected(400) : accepted));
    const events = subjects.map((subject, n) => opened(n, subject));
    const sent = collect(client.send(events));
    await clock.advance(1_000);
    expect((await sent).every(({ status }) => status === "delivered")).toBe(true);
    const alone = transport.seen.filter(({ calls }) => calls.length === 1).flatMap(({ calls }) => calls);
    expect(alone).toHaveLength(events.length);
    expect(alone).toMatchObject(events);
  });
});
