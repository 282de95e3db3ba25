import { describe, expect, it } from "vitest";
import { setUp } from "../src/testing/client.ts";
import { opened } from "../src/testing/events.ts";

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
    ["is circular", circular, /can't be serialized: Converting circular structure/],
    ["holds a BigInt", 1n, /can't be serialized: .*BigInt/],
    // Engines that serialize JSON without recursion stop at its size.
    ["is nested 100,000 deep", nest(100_000), /can't be serialized: Maximum call stack|bytes, and the limit is/],
    [
      "has a toJSON that throws",
      {
        toJSON: () => {
          throw new Error("no JSON here");
        },
      },
      /serialized: no JSON here$/,
    ],
    [
      "has a getter that throws",
      {
        get a() {
          throw new Error("no value here");
        },
      },
      /serialized: no value here$/,
    ],
    [
      "has a getter that throws what can't be put into words",
      {
        get a() {
          throw Object.create(null);
        },
      },
      /serialized: object$/,
    ],
    [
      "has a getter that throws an error whose message isn't one",
      {
        get a() {
          throw Object.assign(new Error(), { message: Object.create(null) });
        },
      },
      /serialized: object$/,
    ],
    [
      "has a getter that throws an error whose message throws",
      {
        get a() {
          throw Object.defineProperty(new Error(), "message", { get: () => JSON.parse("") });
        },
      },
      /serialized: object$/,
    ],
    [
      "has a getter that throws a proxy that is revoked",
      {
        get a() {
          const { proxy, revoke } = Proxy.revocable({}, {});
          revoke();
          throw proxy;
        },
      },
      /serialized: object$/,
    ],
    ["holds half a surrogate pair", "\ud83d", /half a surrogate pair/],
    ["is 10 MB", "x".repeat(10_000_000), /it is 10000\d\d\d bytes, and the limit is 32000/],
    ["is 11,000 three-byte characters", "\u20ac".repeat(11_000), /it is 33\d\d\d bytes, and the limit is 32000/],
  ])("because it %s is rejected with the reason, and the others are sent", async (_, subject, reason) => {
    const { client, clock, transport } = setUp();
    const bad = { ...opened(1), properties: { email_id: "1", email_subject: subject } };
    const outcomes = Promise.all([opened(0), bad as never, opened(2)].map((event) => client.track(event)));
    await clock.advance(100);
    expect((await outcomes).map(({ status }) => status)).toEqual(["delivered", "rejected", "delivered"]);
    const [, refused] = await outcomes;
    // Compared by identity, because comparing values can overflow the stack.
    expect(refused?.event === bad).toBe(true);
    expect(refused?.status === "rejected" && refused.reason).toMatch(reason);
    expect(transport.seen[0]?.calls.map((call) => call["messageId"])).toEqual(["message-0", "message-2"]);
  });

  it.each([null, undefined, 7, "text", [], () => {}, new Date(0)])("because it is %j is rejected", async (value) => {
    const { client } = setUp();
    expect(await client.track(value as never)).toMatchObject({ status: "rejected" });
  });

  it("is delivered if its text only looks like half a surrogate pair", async () => {
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
