import type { BulkTrackingEvent, BulkTrackingEventMap, BulkTrackingEventName } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { mapBulkTrackingEvent } from "./map-event.ts";

const envelope = {
  event_id: "7f3a1c52-1b8e-11f1-9c54-0242ac120002",
  timestamp: "1773042072000",
  recipient: "nora@example.com",
  message_id: "<20260309074000.4711@books.example.com>",
  ip: "2001:db8::4711",
  user_agent: "Mozilla/5.0",
};
const call = {
  userId: "nora@example.com",
  type: "track",
  timestamp: "2026-03-09T07:41:12.000Z",
  context: { ip: "2001:db8::4711", userAgent: "Mozilla/5.0", traits: { email: "nora@example.com" } },
};
const message = { email_id: "<20260309074000.4711@books.example.com>", recipient: "nora@example.com" };
const mapped = (event: object) => ({ status: "mapped", event: { ...call, ...event } });
const skipped = (reason: string) => ({ status: "skipped", reason });
const everything = {
  user_id: "reader-4711",
  userId: "reader-4712",
  email_id: "spring-471",
  email_subject: "Eleven novels",
  campaign_id: 2026,
  campaign_name: "Spring",
  link_id: "catalogue",
  list_id: 7,
  list_name: "Readers",
  coupon_code: "A1",
};

/** For each type an event and its call from the default mapper. A type without a row doesn't compile. */
const rows: { readonly [N in BulkTrackingEventName]: readonly [BulkTrackingEventMap[N], object] } = {
  click: [
    { ...envelope, type: "click", url: "https://books.example.com/spring", additional: everything },
    mapped({
      userId: "reader-4711",
      event: "Email Link Clicked",
      messageId: "click:7f3a1c52-1b8e-11f1-9c54-0242ac120002",
      properties: {
        ...message,
        email_subject: "Eleven novels",
        campaign_id: "2026",
        campaign_name: "Spring",
        link_id: "catalogue",
        link_url: "https://books.example.com/spring",
        additional: {
          userId: "reader-4712",
          email_id: "spring-471",
          list_id: 7,
          list_name: "Readers",
          coupon_code: "A1",
        },
      },
    }),
  ],
  open: [
    { ...envelope, type: "open", additional: everything },
    mapped({
      userId: "reader-4711",
      event: "Email Opened",
      messageId: "open:7f3a1c52-1b8e-11f1-9c54-0242ac120002",
      properties: {
        ...message,
        email_subject: "Eleven novels",
        campaign_id: "2026",
        campaign_name: "Spring",
        additional: {
          userId: "reader-4712",
          email_id: "spring-471",
          link_id: "catalogue",
          list_id: 7,
          list_name: "Readers",
          coupon_code: "A1",
        },
      },
    }),
  ],
  unsubscribe: [
    { ...envelope, type: "unsubscribe", additional: everything },
    mapped({
      userId: "reader-4711",
      event: "Unsubscribed",
      messageId: "unsubscribe:7f3a1c52-1b8e-11f1-9c54-0242ac120002",
      properties: {
        ...message,
        email_subject: "Eleven novels",
        campaign_id: "2026",
        campaign_name: "Spring",
        list_id: "7",
        list_name: "Readers",
        additional: {
          userId: "reader-4712",
          email_id: "spring-471",
          link_id: "catalogue",
          coupon_code: "A1",
        },
      },
    }),
  ],
};

const open = (overrides: object) => mapBulkTrackingEvent({ ...envelope, type: "open", ...overrides });
const opened = (event: object) =>
  mapped({ event: "Email Opened", messageId: `open:${envelope.event_id}`, properties: message, ...event });

describe("mapBulkTrackingEvent", () => {
  it.each(Object.entries(rows))("maps %s", (_type, [event, outcome]) => {
    expect(mapBulkTrackingEvent(event)).toStrictEqual(outcome);
  });

  it.each<[string, object]>([
    ["absent", {}],
    ["undefined", { additional: undefined }],
    ["an empty object", { additional: {} }],
    ["an empty array", { additional: [] }],
    ["null", { additional: null }],
    ["an empty string", { additional: "" }],
    ["a string", { additional: "campaign_id" }],
  ])("takes nothing from additional if it is %s", (_name, overrides) => {
    expect(open(overrides)).toStrictEqual(opened({}));
  });

  it("has no additional when every key was taken", () => {
    expect(open({ additional: { campaign_id: "c", user_id: 4711 } })).toStrictEqual(
      opened({ userId: "4711", properties: { ...message, campaign_id: "c" } }),
    );
  });

  it.each<[unknown]>([[true], [null], [""], [["c"]], [{ id: "c" }]])(
    "leaves a value in additional that is neither a string nor a number: %o",
    (campaign_id) => {
      expect(open({ additional: { campaign_id } })).toStrictEqual(
        opened({ properties: { ...message, additional: { campaign_id } } }),
      );
    },
  );

  it("uses the second spelling of the user if the first is empty", () => {
    expect(open({ additional: { user_id: "", userId: "u" } })).toStrictEqual(
      opened({ userId: "u", properties: { ...message, additional: { user_id: "" } } }),
    );
  });

  it("keeps a key named __proto__", () => {
    const additional: unknown = JSON.parse('{"__proto__":{"campaign_id":"evil","polluted":true},"constructor":"c"}');
    const outcome = open({ additional });
    if (outcome.status !== "mapped") return expect(outcome.status).toBe("mapped");
    const kept = outcome.event.properties.additional;
    expect(JSON.stringify(kept)).toBe('{"__proto__":{"campaign_id":"evil","polluted":true},"constructor":"c"}');
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
    expect(outcome.event.properties).not.toHaveProperty("campaign_id");
    return expect({}).not.toHaveProperty("polluted");
  });

  it.each(["", null, undefined])("has no context member that is absent, null or empty: %o", (nothing) => {
    expect(open({ ip: nothing, user_agent: nothing })).toStrictEqual(
      opened({ context: { traits: { email: "nora@example.com" } } }),
    );
  });

  it.each(["", null])("has no link that is %o", (url) => {
    expect(mapBulkTrackingEvent({ ...envelope, type: "click", url })).toStrictEqual(
      mapped({ event: "Email Link Clicked", messageId: `click:${envelope.event_id}`, properties: message }),
    );
  });

  it.each(["Nora <nora@example.com>", " nora@example.com "])(
    "takes the bare address of the recipient %j",
    (recipient) => {
      expect(open({ recipient })).toMatchObject({
        event: {
          userId: "nora@example.com",
          context: { traits: { email: "nora@example.com" } },
          properties: { recipient: "nora@example.com" },
        },
      });
    },
  );
});

describe("a missing value", () => {
  it.each([undefined, null, "", "<>", "<\ud800>"])(
    "is read from additional if it is the Message-ID: %o",
    (message_id) => {
      expect(open({ message_id, additional: { email_id: 471 } })).toStrictEqual(
        opened({ properties: { ...message, email_id: "471" } }),
      );
      const ownId = { ...message, email_id: envelope.event_id };
      expect(open({ message_id })).toStrictEqual(opened({ properties: ownId }));
      for (const email_id of ["", "<>", "null"])
        expect(open({ message_id, additional: { email_id } })).toMatchObject({ event: { properties: ownId } });
    },
  );

  it.each([
    ["1773042072", "looks like seconds: multiply by 1000"],
    [1773042072, "looks like seconds: multiply by 1000"],
    ["1773042072000000", "looks like microseconds: divide by 1000 and drop the fraction"],
    ["2026-03-09T07:41:12.000Z", "looks like a date: give its Unix milliseconds"],
    [0, undefined],
    ["253402300800000", undefined],
    [8640000000000000, "looks like microseconds: divide by 1000 and drop the fraction"],
    [-1, "it is before 1970: check the sign"],
    [1.5, undefined],
    ["1e3", undefined],
    ["", undefined],
    [null, undefined],
    ["abc", undefined],
  ])("is an issue with a hint if it is the timestamp: %o", (timestamp, hint) => {
    const outcome = open({ timestamp });
    const expected = "Unix milliseconds from 2001-09-09T01:46:40.000Z to 2286-11-20T17:46:39.999Z";
    const issue = { pointer: "/timestamp", code: "milliseconds", expected, received: JSON.stringify(timestamp) };
    expect(outcome).toStrictEqual({
      status: "invalid",
      issues: [{ ...issue, ...(hint !== undefined && { hint }) }],
    });
  });

  it("is an issue if there is no timestamp", () => {
    const issue = { pointer: "/timestamp", code: "required", expected: "a value", received: "nothing" };
    expect(open({ timestamp: undefined })).toStrictEqual({ status: "invalid", issues: [issue] });
  });

  it.each(["", undefined, { toString: null }, " ", "null", "0", "{{id}}", "00000000-0000-0000-0000-000000000000"])(
    "leads to a skip if it is the event_id: %o",
    (event_id) => {
      expect(open({ event_id })).toStrictEqual(skipped("no-event-id"));
    },
  );

  it.each(["", null, undefined])("leads to a skip if it is the recipient, without a user: %o", (recipient) => {
    expect(open({ recipient })).toStrictEqual(skipped("no-identity"));
  });

  it.each(["", null, undefined])("doesn't matter if it is the recipient, with a user: %o", (recipient) => {
    expect(open({ recipient, additional: { user_id: "u" } })).toStrictEqual(
      opened({
        userId: "u",
        context: { ip: "2001:db8::4711", userAgent: "Mozilla/5.0" },
        properties: { email_id: message.email_id },
      }),
    );
  });
});

describe("an event that isn't in the types", () => {
  it.each<[string, unknown, string]>([
    ["another type", { ...envelope, type: "bounce" }, "bounce"],
    ["the type constructor", { ...envelope, type: "constructor" }, "constructor"],
    ["the type __proto__", { ...envelope, type: "__proto__" }, "__proto__"],
    ["a type in an array", { ...envelope, type: ["open"] }, ""],
    ["no type", {}, ""],
    ["null", null, ""],
    ["a string", "open", ""],
  ])("is unrecognized: %s", (_name, event, name) => {
    expect(mapBulkTrackingEvent(event as BulkTrackingEvent)).toStrictEqual({ status: "unrecognized", name });
  });
});
