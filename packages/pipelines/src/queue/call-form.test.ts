import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalize, type EmailOpened, type SpecificationEmailEvent } from "@email-events/core";
import { collect, setUp } from "../testing/client.ts";
import { opened } from "../testing/events.ts";

const specification: SpecificationEmailEvent = {
  user_id: "u1",
  action: "track",
  event: "Email Opened",
  message_id: "m-1",
  timestamp: "2026-03-09T07:41:12.000Z",
  context: { ip: "203.0.113.9", user_agent: "Mail/1.0" },
  properties: { email_id: "e1" },
};

/** What every method makes of one call, as JavaScript may give it, and what the server saw of it. */
const handOver = async (call: object) => {
  const { client, clock, transport } = setUp(undefined, { strict: false });
  const given = call as never;
  const outcomes = Promise.all([
    client.track(given),
    collect(client.send([given])).then(([one]) => one),
    collect(client.send([given].values())).then(([one]) => one),
    client.trackCustom(given),
    client.batch([given]).then(([one]) => one),
  ]);
  await clock.advance(1_000);
  return { outcomes: await outcomes, sent: transport.seen.flatMap(({ calls }) => calls) };
};

describe("a call that isn't in the API's form", () => {
  it.each([
    ["in the specification page's spelling", specification, /userId or anonymousId is required \(normalize of @email/],
    ["in that spelling but for its type", { ...specification, type: "track" }, /userId or anonymousId is required/],
    ["of nobody", { type: "track", event: "A" }, /userId or anonymousId is required/],
    ["of an empty user", { type: "track", event: "A", userId: "" }, /userId or anonymousId is required/],
    ["of a blank user", { type: "track", event: "A", userId: " \t" }, /userId or anonymousId is required/],
    ["of a user that is null", { type: "track", event: "A", userId: null }, /userId or anonymousId is required/],
    ["of a previous id alone", { type: "track", event: "A", previousId: "p" }, /userId or anonymousId is required/],
    ["of a numbered user", { type: "track", event: "A", userId: 7 }, /userId must be a string/],
    [
      "of a numbered device",
      { type: "track", event: "A", userId: "u", anonymousId: 7 },
      /anonymousId must be a string/,
    ],
    ["of a user that is an object", { type: "track", event: "A", userId: {} }, /userId must be a string/],
    ["of no event", { type: "track", userId: "u" }, /event must be a name/],
    ["of an empty event", { type: "track", userId: "u", event: "" }, /event must be a name/],
    ["of a numbered event", { type: "track", userId: "u", event: 7 }, /event must be a name/],
    ["of a type that is none", { type: "trakc", userId: "u", event: "A" }, /type must be one of track, identify/],
    ["of a type that only reads like one", { type: ["track"], userId: "u", event: "A" }, /type must be one of/],
    ["with a numbered id", { type: "track", userId: "u", event: "A", messageId: 7 }, /messageId must be a string/],
  ])("%s is rejected with the reason, never sent", async (_, call, reason) => {
    const { outcomes, sent } = await handOver(call);
    for (const outcome of outcomes) {
      expect(outcome).toEqual({ status: "rejected", event: call, reason: expect.stringMatching(reason) });
    }
    expect(sent).toEqual([]);
  });

  it("as identify is rejected likewise", async () => {
    const { client } = setUp();
    expect(await client.identify({ traits: {} } as never)).toMatchObject({ status: "rejected" });
    expect(await client.identify({ userId: 7 } as never)).toMatchObject({ status: "rejected" });
  });

  it("without a type is rejected in a raw batch, where nothing else tells it", async () => {
    const { client, transport } = setUp();
    const [outcome] = await client.batch([{ userId: "u", event: "A" } as never]);
    expect(outcome).toMatchObject({ status: "rejected", reason: expect.stringContaining("type must be one of") });
    expect(transport.seen).toEqual([]);
  });

  it("by an id that the option makes is rejected, and an empty one stands for none", async () => {
    const { messageId: _, ...event } = opened(1);
    const numbered = setUp(undefined, { messageId: (() => 7) as never });
    expect(await numbered.client.track(event)).toMatchObject({
      status: "rejected",
      reason: expect.stringContaining("messageId must be a string"),
    });
    const empty = setUp(undefined, { messageId: () => "" });
    void empty.client.track({ ...event, messageId: "" });
    await empty.clock.advance(100);
    expect(empty.transport.seen[0]?.calls[0]?.["messageId"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("doesn't take along the others of its array", async () => {
    const { client, clock, transport } = setUp();
    const sent = collect(client.send([opened(0), specification as never, opened(2)]));
    await clock.advance(1_000);
    expect((await sent).map(({ status }) => status).toSorted()).toEqual(["delivered", "delivered", "rejected"]);
    expect(transport.seen.flatMap(({ calls }) => calls.map((call) => call["messageId"]))).toEqual([
      "message-0",
      "message-2",
    ]);
  });
});

describe("a call in the API's form", () => {
  it.each([
    { type: "page", userId: "u", name: "Home" },
    { type: "screen", anonymousId: "a" },
    { type: "group", userId: "u", groupId: "g" },
    { type: "group", groupId: "g" },
    { type: "alias", userId: "u", previousId: "p" },
    { type: "alias", previousId: "p" },
    { type: "track", groupId: "g", event: "A" },
    { type: "track", userId: "u", event: "A", context: { traits: { ip: "203.0.113.9" } } },
    { type: "track", userId: "u", event: "A", user_id: "another field" },
  ])("is sent as it is: %j", async (call) => {
    const { client, transport } = setUp();
    expect(await client.batch([call as never])).toMatchObject([{ status: "delivered" }]);
    expect(transport.seen[0]?.calls).toMatchObject([call]);
  });

  it("without a type is of that of its method", async () => {
    const { client, clock, transport } = setUp();
    const { type: _, ...event } = opened(1);
    void client.track(event as never);
    await clock.advance(100);
    expect(transport.seen[0]?.calls[0]).toMatchObject({ ...event, type: "track" });
  });

  it("goes without its ids that are null or empty", async () => {
    const { outcomes, sent } = await handOver({
      type: "track",
      event: "A",
      userId: null,
      anonymousId: "a",
      groupId: "",
    });
    expect(new Set(outcomes.map((outcome) => outcome?.status))).toEqual(new Set(["delivered"]));
    for (const call of sent) {
      expect(call).toMatchObject({ anonymousId: "a" });
      expect(call).not.toHaveProperty("userId");
      expect(call).not.toHaveProperty("groupId");
    }
  });

  it("goes without integrations and a context that are null", async () => {
    const { sent } = await handOver({ ...opened(1), integrations: null, context: null });
    expect(sent).toHaveLength(5);
    for (const call of sent) {
      expect(call).not.toHaveProperty("integrations");
      expect(call).toMatchObject({ context: { library: { name: "@email-events/pipelines" } } });
    }
  });

  it.each(["batch", "track"] as const)("goes without its own sentAt, since the request has one: %s", async (mode) => {
    const { client, clock, transport } = setUp(undefined, { mode });
    const events = ["2020-01-01T00:00:00.000Z", "", null].map((sentAt) => ({ ...opened(1), sentAt }) as EmailOpened);
    const outcomes = events.map((event) => client.track(event));
    await clock.advance(1_000);
    expect(await Promise.all(outcomes)).toEqual(events.map((event) => ({ status: "delivered", event })));
    const text = transport.seen.map((request) => request.text).join("");
    expect(text.split('"sentAt"')).toHaveLength(1 + transport.seen.length);
  });

  it("is what normalize makes of the specification page's spelling", async () => {
    const { outcomes } = await handOver(normalize(specification));
    expect(outcomes.map((outcome) => outcome?.status)).toEqual(Array(5).fill("delivered"));
  });

  it("is all that is ever sent, whatever is handed over", async () => {
    const id = fc.constantFrom(undefined, null, "", " ", "u", 7, {}, ["u"], true);
    const call = fc.record({
      type: fc.constantFrom(undefined, "track", "page", "trakc", 7, null),
      event: fc.constantFrom(undefined, null, "", "A", 7),
      userId: id,
      anonymousId: id,
      user_id: id,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 10 }), async (calls) => {
        const { client, clock, transport } = setUp(undefined, { strict: false });
        const outcomes = collect(client.send(calls as never));
        await clock.advance(1_000);
        expect(await outcomes).toHaveLength(calls.length);
        const sent = transport.seen.flatMap((request) => request.calls);
        expect(sent).toHaveLength((await outcomes).filter(({ status }) => status === "delivered").length);
        for (const { type, event, userId, anonymousId } of sent) {
          expect(["track", "page"]).toContain(type);
          if (type === "track") expect(event).toBe("A");
          expect([userId, anonymousId]).toContain("u");
          for (const one of [userId, anonymousId]) expect([undefined, "u"]).toContain(one);
        }
      }),
    );
  });
});
