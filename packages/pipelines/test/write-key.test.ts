import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { collect, setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted, rejected, unavailable } from "../src/testing/fake-transport.ts";
import type { RequestOutcome } from "../src/transport/transport.ts";

describe("the write key", () => {
  it.each([
    ["", "HTTP 401"],
    ['{"meta":{"errors":["no such key: sk_secret"]}}', "HTTP 401: no such key: [write key]"],
  ])("that the API refuses with its own 401 stops the queue at once: %j", async (body, words) => {
    const { client, clock, transport } = setUp(() => rejected(401, body));
    const outcome = client.track(opened(1));
    await clock.advance(100);
    const reason = `${words} (the API refuses the write key: nothing more is sent)`;
    expect(await outcome).toEqual({ status: "undelivered", event: opened(1), reason });
    expect(await client.track(opened(2))).toEqual({ status: "undelivered", event: opened(2), reason });
    expect(await collect(client.send(openedTimes(5)))).toHaveLength(5);
    expect(client.stats().stopped).toBe(reason);
    expect(transport.seen).toHaveLength(1);
  });

  const blocked = "<html><title>Attention Required! | Cloudflare</title></html>";
  it.each([
    [403, blocked],
    [403, ""],
    [403, '{"meta":{"errors":["blocked"]}}'],
    [401, blocked],
    [401, "Unauthorized"],
    [401, '{"message":"Unauthorized"}'],
  ])("isn't refused by a firewall or proxy with %d %j: the event is retried", async (httpStatus, body) => {
    const { client, clock } = setUp((_, __, nth) => (nth < 4 ? rejected(httpStatus, body) : accepted));
    const outcome = client.track(opened(1));
    await clock.advance(10_000);
    expect(await outcome).toMatchObject({ status: "delivered" });
    expect(client.stats()).not.toHaveProperty("stopped");
  });

  it.each([403, 401])("isn't reported as refused if a proxy's %d outlasts the deadline", async (httpStatus) => {
    const { client, clock } = setUp(() => rejected(httpStatus, blocked), { deadlineMs: 5_000 });
    const outcome = client.track(opened(1));
    await clock.advance(6_000);
    const reason = `can't be delivered within 5000 ms; last: HTTP ${httpStatus}: ${blocked}`;
    expect(await outcome).toEqual({ status: "undelivered", event: opened(1), reason });
    expect(client.stats()).not.toHaveProperty("stopped");
  });

  it("that is refused while other requests are in flight makes those undelivered too if they fail", async () => {
    const answer = (_: unknown, __: unknown, nth: number) => {
      if (nth === 1) return unavailable;
      return new Promise<RequestOutcome>((resolve) =>
        clock.after(nth * 10, () => resolve(nth === 2 ? rejected(401) : unavailable)),
      );
    };
    const { client, clock, transport } = setUp(answer, { mode: "track", backoffBaseMs: 1 });
    const first = client.track(opened(1));
    await clock.advance(1);
    const others = [client.track(opened(2)), client.track(opened(3))];
    await clock.advance(1_000);
    const reason = "HTTP 401 (the API refuses the write key: nothing more is sent)";
    const inDoubt = `${reason}; it may have arrived`;
    expect(await first).toMatchObject({ status: "undelivered", reason: inDoubt });
    expect(await Promise.all(others)).toMatchObject([
      { status: "undelivered", reason },
      { status: "undelivered", reason },
    ]);
    expect(transport.seen).toHaveLength(2);
    expect(client.stats()).toMatchObject({ undelivered: 3, queuedEvents: 0 });
  });

  it.each([0, 470, 480, 490])("isn't in a truncated message of the API, %d characters on", async (length) => {
    const { client, clock } = setUp(() => rejected(400, `${"z".repeat(length)}sk_secret and more`));
    const outcome = client.track(opened(1));
    await clock.advance(100);
    const { reason } = (await outcome) as { readonly reason: string };
    expect(reason).not.toContain("sk_");
    expect(reason.length).toBeLessThanOrEqual(500);
  });

  it("isn't in the output of util.inspect", () => {
    const { client } = setUp();
    const shown = inspect(client, { depth: 20, showHidden: true });
    expect(shown).toContain("track");
    expect(shown).not.toContain("sk_secret");
    expect(shown).not.toContain(btoa("sk_secret:"));
  });
});
