import type { BulkTrackingEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { createBulkTrackingMapper } from "./create-mapper.ts";
import type { BulkTrackingIdentify } from "./identify.ts";
import type { BulkTrackingMapperOptions } from "./options.ts";

const event = (type: "open" | "unsubscribe", additional: Record<string, unknown> = {}): BulkTrackingEvent => ({
  type,
  event_id: "e-1",
  timestamp: 1_773_042_072_000,
  recipient: "nora@example.com",
  message_id: "<m-1>",
  additional,
});

describe("unsubscribeEvent", () => {
  it.each([
    [{}, "Unsubscribed"],
    [{ unsubscribeEvent: "Unsubscribed" }, "Unsubscribed"],
    [{ unsubscribeEvent: "Email Unsubscribed" }, "Email Unsubscribed"],
  ] as const)("%o leads to %s", (options, name) => {
    expect(createBulkTrackingMapper(options)(event("unsubscribe"))).toStrictEqual({
      status: "mapped",
      event: {
        userId: "nora@example.com",
        type: "track",
        event: name,
        messageId: "unsubscribe:e-1",
        timestamp: "2026-03-09T07:41:12.000Z",
        context: { traits: { email: "nora@example.com" } },
        properties: { email_id: "<m-1>", recipient: "nora@example.com" },
      },
    });
  });
});

describe("identity", () => {
  const map = (identity: BulkTrackingMapperOptions["identity"] & {}, additional: Record<string, unknown> = {}) =>
    createBulkTrackingMapper({ identity })(event("open", additional));

  it("is the user in the sender's data by default or by name", () => {
    expect(map("user-id-or-recipient", { user_id: "u" })).toMatchObject({ event: { userId: "u" } });
    expect(map("user-id-or-recipient")).toMatchObject({ event: { userId: "nora@example.com" } });
  });

  it("can be a function of the event, whose result is final and which takes nothing from the sender's data", () => {
    expect(map(({ event_id }) => ({ anonymousId: event_id }), { user_id: "u" })).toStrictEqual({
      status: "mapped",
      event: {
        anonymousId: "e-1",
        type: "track",
        event: "Email Opened",
        messageId: "open:e-1",
        timestamp: "2026-03-09T07:41:12.000Z",
        context: { traits: { email: "nora@example.com" } },
        properties: { email_id: "<m-1>", recipient: "nora@example.com", additional: { user_id: "u" } },
      },
    });
    expect(map(() => ({ userId: "u", anonymousId: "a" }))).toMatchObject({ event: { userId: "u", anonymousId: "a" } });
  });

  it.each<[string, ReturnType<BulkTrackingIdentify>]>([
    ["nothing", undefined],
    ["no identifier", {}],
    ["null", null],
    ["null for each identifier", { userId: null, anonymousId: null }],
    ["empty identifiers", { userId: "", anonymousId: "" }],
    ["identifiers that identify nobody", { userId: "<>", anonymousId: "[email protected]" }],
    ["half a surrogate pair", { userId: "reader\ud83d" }],
  ])("skips an event for which the function returns %s", (_name, identifiers) => {
    expect(map(() => identifiers)).toStrictEqual({ status: "skipped", reason: "no-identity" });
  });
});

describe("additional", () => {
  const propertiesOf = (
    additional: BulkTrackingMapperOptions["additional"] & {},
    data: Record<string, unknown>,
    type: "open" | "unsubscribe" = "unsubscribe",
  ) => {
    const outcome = createBulkTrackingMapper({ additional })(event(type, data));
    if (outcome.status !== "mapped") return outcome;
    const { email_id: _, recipient: __, ...properties } = outcome.event.properties;
    return { userId: outcome.event.userId, ...properties };
  };

  it("takes each property from its given key", () => {
    expect(
      propertiesOf(
        {
          userId: "customer",
          email_subject: "subject",
          campaign_id: "cid",
          campaign_name: "cname",
          list_id: "lid",
          list_name: "lname",
        },
        { customer: 1, subject: "s", cid: "c", cname: "n", lid: 25, lname: "l", user_id: "u", campaign_id: "x" },
      ),
    ).toStrictEqual({
      userId: "1",
      email_subject: "s",
      campaign_id: "c",
      campaign_name: "n",
      list_id: "25",
      list_name: "l",
      additional: { user_id: "u", campaign_id: "x" },
    });
  });

  it("takes email_id and link_id from their given keys", () => {
    const mapEvent = createBulkTrackingMapper({ additional: { email_id: "mail", link_id: "link" } });
    const { message_id: _, ...click } = {
      ...event("open", { mail: "m", link: "l" }),
      type: "click" as const,
      url: "u",
    };
    expect(mapEvent(click)).toMatchObject({ event: { properties: { email_id: "m", link_id: "l", link_url: "u" } } });
  });

  it("tries several keys in turn", () => {
    const keys = { campaign_id: ["a", "b"] };
    expect(propertiesOf(keys, { a: "1", b: "2" })).toMatchObject({ campaign_id: "1", additional: { b: "2" } });
    expect(propertiesOf(keys, { a: null, b: "2" })).toMatchObject({ campaign_id: "2", additional: { a: null } });
  });

  it("can use one value for two properties", () => {
    expect(propertiesOf({ campaign_id: "c", campaign_name: "c" }, { c: "x" })).toStrictEqual({
      userId: "nora@example.com",
      campaign_id: "x",
      campaign_name: "x",
    });
  });

  it("takes nothing for a property without keys", () => {
    expect(propertiesOf({ campaign_id: [] }, { campaign_id: "c" })).toStrictEqual({
      userId: "nora@example.com",
      additional: { campaign_id: "c" },
    });
  });

  it("finds only own properties, whatever the key", () => {
    const keys = { campaign_id: "constructor", campaign_name: "__proto__" };
    expect(propertiesOf(keys, {})).toStrictEqual({ userId: "nora@example.com" });
    expect(
      propertiesOf(keys, JSON.parse('{"__proto__":"p","constructor":"c"}') as Record<string, unknown>),
    ).toStrictEqual({ userId: "nora@example.com", campaign_id: "c", campaign_name: "p" });
  });

  it("ignores inherited properties", () => {
    const inherited = Object.create({ campaign_id: "inherited" }) as Record<string, unknown>;
    expect(propertiesOf({}, inherited)).toStrictEqual({ userId: "nora@example.com" });
  });

  it("leaves list properties in additional for an open, which has no place for them", () => {
    expect(propertiesOf({ list_id: "l" }, { l: "7" }, "open")).toStrictEqual({
      userId: "nora@example.com",
      additional: { l: "7" },
    });
  });
});
