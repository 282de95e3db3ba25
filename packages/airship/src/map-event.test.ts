import type { AirshipEmailEventMap, AirshipEmailEventName, AirshipEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { mapAirshipEvent } from "./map-event.ts";

const envelope = {
  id: "75264187-fe04-4af4-a36b-48b0ff973030",
  offset: "1000204455871",
  occurred: "2026-03-09T07:41:12.000Z",
  processed: "2026-03-09T07:41:19.512Z",
};
const device = {
  channel: "a4aa02ef-dd35-4541-814e-879bde4db568",
  device_type: "EMAIL",
  delivery_address: "nora@example.com",
  named_user_id: "reader-4711",
} as const;
const custom = { ...envelope, type: "CUSTOM", device } as const;
const compliance = { ...envelope, type: "COMPLIANCE", device } as const;
const triggering_push = {
  push_id: "8b3f2cba-a732-46eb-a64f-5fbc91091e9b",
  campaigns: { categories: ["spring-catalogue", "readers"] as [string, ...string[]] },
};
const body = { source: "API", triggering_push } as const;
const details = {
  email: "nora@example.com",
  sender: "news@books.example.com",
  subject: "Eleven novels for a wet spring",
};
const agent = {
  agent_family: "Mobile Safari",
  device_brand: "Apple",
  device_family: "iPhone",
  is_mobile: "true",
  is_prefetched: "false",
  os_family: "iOS",
  os_version: "17",
} as const;

const call = {
  userId: "reader-4711",
  anonymousId: "a4aa02ef-dd35-4541-814e-879bde4db568",
  type: "track",
  messageId: "75264187-fe04-4af4-a36b-48b0ff973030",
  timestamp: "2026-03-09T07:41:12.000Z",
  context: { traits: { email: "nora@example.com" } },
};
const message = {
  email_id: "8b3f2cba-a732-46eb-a64f-5fbc91091e9b",
  email_subject: "Eleven novels for a wet spring",
  campaign_id: "8b3f2cba-a732-46eb-a64f-5fbc91091e9b",
  campaign_name: "spring-catalogue",
  campaign_categories: ["spring-catalogue", "readers"],
  recipient: "nora@example.com",
  sender: "news@books.example.com",
};
const reader = {
  agent_family: "Mobile Safari",
  device_brand: "Apple",
  device_family: "iPhone",
  is_mobile: true,
  os_family: "iOS",
  os_version: "17",
};
const readerContext = {
  traits: { email: "nora@example.com" },
  device: { manufacturer: "Apple", model: "iPhone" },
  os: { name: "iOS", version: "17" },
};
const mapBody = (content: object) => mapAirshipEvent({ ...custom, body: content } as AirshipEvent);
const mapped = (event: object) => ({ status: "mapped", event: { ...call, ...event } });
const skipped = (reason: string) => ({ status: "skipped", reason });

/** For each name an event and its call from the default mapper. A name without a row doesn't compile. */
const rows: { readonly [N in AirshipEmailEventName]: readonly [AirshipEmailEventMap[N], object] } = {
  bounce: [
    {
      ...custom,
      body: {
        ...body,
        name: "bounce",
        properties: { ...details, bounce_class: "10", bounce_event_type: "bounce" },
      },
    },
    mapped({
      event: "Email Bounced",
      properties: {
        ...message,
        bounce_class: "10",
        bounce_class_name: "Invalid Recipient",
        bounce_category: "hard",
        is_hard_bounce: true,
        bounce_event_type: "bounce",
      },
    }),
  ],
  click: [
    {
      ...custom,
      body: {
        ...body,
        name: "click",
        properties: { ...details, ...agent, link_name: "Catalogue", link_url: "https://books.example.com/spring" },
      },
    },
    mapped({
      event: "Email Link Clicked",
      context: readerContext,
      properties: {
        ...message,
        ...reader,
        link_id: "Catalogue",
        link_name: "Catalogue",
        link_url: "https://books.example.com/spring",
      },
    }),
  ],
  delay: [{ ...custom, body: { ...body, name: "delay", properties: details } }, skipped("not-terminal")],
  delivery: [
    { ...custom, body: { ...body, name: "delivery", properties: details } },
    mapped({ event: "Email Delivered", properties: message }),
  ],
  initial_open: [
    { ...custom, body: { ...body, name: "initial_open", properties: { ...details, ...agent } } },
    mapped({
      event: "Email Opened",
      context: readerContext,
      properties: { ...message, ...reader, is_prefetched: false },
    }),
  ],
  injection: [{ ...custom, body: { ...body, name: "injection", properties: details } }, skipped("no-semantic-event")],
  open: [
    { ...custom, body: { ...body, name: "open", properties: { ...details, ...agent } } },
    skipped("counted-by-initial-open"),
  ],
  unsubscribe: [
    {
      ...custom,
      body: { ...body, name: "unsubscribe", properties: { unsubscribe_event_type: "link_unsubscribe" } },
    },
    mapped({
      event: "Unsubscribed",
      properties: {
        email_id: message.email_id,
        campaign_id: message.campaign_id,
        campaign_name: message.campaign_name,
        campaign_categories: message.campaign_categories,
        recipient: "nora@example.com",
        unsubscribe_event_type: "link_unsubscribe",
      },
    }),
  ],
  spam_complaint: [
    { ...custom, body: { name: "spam_complaint", triggering_push, properties: details } },
    mapped({ event: "Email Marked as Spam", properties: message }),
  ],
  out_of_band: [
    { ...custom, body: { name: "out_of_band", triggering_push, properties: { ...details, bounce_class: 22 } } },
    mapped({
      event: "Email Bounced",
      properties: {
        ...message,
        bounce_class: "22",
        bounce_class_name: "Mailbox Full",
        bounce_category: "soft",
        is_hard_bounce: false,
      },
    }),
  ],
  list_unsubscribe: [
    {
      ...custom,
      body: {
        name: "list_unsubscribe",
        triggering_push,
        properties: { ...details, unsubscribe_event_type: "list_unsubscribe" },
      },
    },
    mapped({ event: "Unsubscribed", properties: { ...message, unsubscribe_event_type: "list_unsubscribe" } }),
  ],
  link_unsubscribe: [
    { ...custom, body: { name: "link_unsubscribe", triggering_push, properties: details } },
    mapped({ event: "Unsubscribed", properties: message }),
  ],
};

describe("mapAirshipEvent", () => {
  it.each(Object.entries(rows))("maps %s", (_name, [event, outcome]) => {
    expect(mapAirshipEvent(event)).toStrictEqual(outcome);
  });

  it.each<[string, AirshipEvent, object]>([
    ["a compliance bounce", { ...compliance, body: { event_type: "bounce" } }, skipped("reported-by-custom-bounce")],
    ["a registration", { ...compliance, body: { event_type: "registration" } }, skipped("no-semantic-event")],
    ["an offset update", { type: "OFFSET_UPDATE", offset: "shard-3:0000-af41" }, skipped("not-an-event")],
  ])("skips %s", (_name, event, outcome) => {
    expect(mapAirshipEvent(event)).toStrictEqual(outcome);
  });

  it.each(["bounce", "spam_complaint", "out_of_band"])("skips an unsubscribe that followed a %s", (cause) => {
    const properties = { unsubscribe_event_type: cause };
    for (const name of ["unsubscribe", "list_unsubscribe", "link_unsubscribe"] as const)
      expect(mapBody({ ...body, name, properties })).toStrictEqual(skipped("consequence-of-another-event"));
  });

  it.each(["global_unsubscribe", "not_seen_before", "constructor"])("keeps the type of the unsubscribe: %s", (how) => {
    const event = { ...custom, body: { ...body, name: "unsubscribe", properties: { unsubscribe_event_type: how } } };
    expect(mapAirshipEvent(event as AirshipEvent)).toMatchObject({
      event: { event: "Unsubscribed", properties: { unsubscribe_event_type: how } },
    });
  });
});

describe("every call", () => {
  const delivery = (overrides: object, push: object = triggering_push, properties: object = details) =>
    mapAirshipEvent({
      ...custom,
      ...overrides,
      body: { ...body, name: "delivery", triggering_push: push, properties },
    });

  it.each<[string, object, string]>([
    ["user.named_user_id before the device's", { user: { named_user_id: "a" } }, "a"],
    ["device.named_user_id", { device: { ...device, named_user_id: "b", named_user: "c" } }, "b"],
    ["device.named_user", { device: { ...device, named_user_id: "", named_user: "c" } }, "c"],
    ["the next one for an empty user", { user: { named_user_id: "" } }, "reader-4711"],
    ["the next one for a user without a name", { user: { contact_id: "x" } }, "reader-4711"],
    ["the address for nobody named", { device: { ...device, named_user_id: "" } }, "nora@example.com"],
  ])("has as userId %s", (_name, overrides, userId) => {
    expect(delivery(overrides)).toMatchObject({ event: { userId } });
  });

  it("takes the bare address of a recipient with a name", () => {
    const outcome = delivery({ device: { ...device, named_user_id: "" } }, triggering_push, {
      email: "Nora <n@example.org>",
    });
    expect(outcome).toMatchObject({
      event: { userId: "n@example.org", properties: { recipient: "n@example.org" } },
    });
  });

  it("prefers the address of the message to that of the device, for userId and recipient", () => {
    const outcome = delivery({ device: { ...device, named_user_id: "" } }, triggering_push, { email: "n@example.org" });
    expect(outcome).toMatchObject({
      event: {
        userId: "n@example.org",
        context: { traits: { email: "n@example.org" } },
        properties: { recipient: "n@example.org" },
      },
    });
  });

  it("has the address of the device if that of the message is empty", () => {
    expect(delivery({}, triggering_push, { email: "" })).toMatchObject({
      event: { context: { traits: { email: "nora@example.com" } }, properties: { recipient: "nora@example.com" } },
    });
  });

  it("has no anonymousId without a channel", () => {
    const { anonymousId: _, ...rest } = call;
    expect(delivery({ device: { device_type: "EMAIL", delivery_address: "nora@example.com" } })).toStrictEqual({
      status: "mapped",
      event: { ...rest, userId: "nora@example.com", event: "Email Delivered", properties: message },
    });
  });

  it("is skipped without an identity", () => {
    const nobody = { device_type: "EMAIL", delivery_address: "", channel: "", named_user: "" };
    expect(delivery({ device: nobody }, triggering_push, {})).toStrictEqual(skipped("no-identity"));
  });

  it("has no address if there is only a named user", () => {
    expect(delivery({ device: { ...device, delivery_address: "" } }, { push_id: "p" }, {})).toStrictEqual(
      mapped({ event: "Email Delivered", context: {}, properties: { email_id: "p", campaign_id: "p" } }),
    );
  });

  it.each<[string, object]>([
    ["a send without labels", { push_id: "p", group_id: "g" }],
    ["campaigns that are null", { push_id: "p", group_id: "g", campaigns: null }],
    ["campaigns without categories", { push_id: "p", group_id: "g", campaigns: {} }],
    ["labels that are empty", { push_id: "p", group_id: "g", campaigns: { categories: ["", ""] } }],
  ])("has the group but no campaign for %s", (_name, push) => {
    expect(delivery({}, push, {})).toStrictEqual(
      mapped({
        event: "Email Delivered",
        properties: { email_id: "p", campaign_id: "g", recipient: "nora@example.com" },
      }),
    );
  });

  it.each(["unsubscribe", "bounce", "spam_complaint", "list_unsubscribe"] as const)(
    "has the id of a %s in place of a missing send",
    (name) => {
      const withoutSend = mapBody({ name, properties: {} });
      expect(withoutSend).toMatchObject({ status: "mapped", event: { properties: { email_id: envelope.id } } });
      expect(withoutSend).not.toHaveProperty("event.properties.campaign_id");
      for (const push of [null, "", {}, { push_id: "" }, { push_id: null, group_id: null }])
        expect(mapBody({ name, triggering_push: push, properties: {} })).toStrictEqual(withoutSend);
    },
  );

  it("has unchanged times and ids", () => {
    expect(delivery({ occurred: "2026-03-09T08:41:12+01:00", id: "not-a-uuid" })).toMatchObject({
      event: { timestamp: "2026-03-09T08:41:12+01:00", messageId: "not-a-uuid" },
    });
  });

  it("shares no array with the source event", () => {
    const outcome = delivery({});
    expect(outcome).toMatchObject({ event: { properties: { campaign_categories: ["spring-catalogue", "readers"] } } });
    if (outcome.status === "mapped")
      expect(outcome.event.properties.campaign_categories).not.toBe(triggering_push.campaigns.categories);
  });
});

describe("the reader of an open", () => {
  const open = (properties: object) =>
    mapAirshipEvent({ ...custom, body: { ...body, name: "initial_open", properties } });

  it.each([
    [true, true],
    [false, false],
    ["true", true],
    ["false", false],
    ["True", true],
    ["FALSE", false],
    ["yes", undefined],
    [null, undefined],
    ["", undefined],
    [1, undefined],
  ])("reads the flag %o as %o", (flag, expected) => {
    const outcome = open({ is_mobile: flag, is_prefetched: flag });
    if (outcome.status !== "mapped" || outcome.event.event !== "Email Opened") throw new Error("not mapped");
    expect([outcome.event.properties.is_mobile, outcome.event.properties.is_prefetched]).toEqual([expected, expected]);
  });

  it.each<[object, object]>([
    [{ device_brand: "Apple" }, { device: { manufacturer: "Apple" } }],
    [{ device_family: "iPhone" }, { device: { model: "iPhone" } }],
    [{ os_family: "iOS" }, { os: { name: "iOS" } }],
    [{ os_version: "17" }, { os: { version: "17" } }],
    [{ agent_family: "Mobile Safari" }, {}],
    [{ device_brand: "", os_family: "" }, {}],
  ])("maps %o to the context as %o", (properties, expected) => {
    const outcome = open(properties);
    expect(outcome).toMatchObject({ status: "mapped" });
    if (outcome.status === "mapped")
      expect(outcome.event.context).toStrictEqual({ traits: { email: "nora@example.com" }, ...expected });
  });
});

describe("a bounce class", () => {
  const bounce = (bounce_class: unknown) =>
    mapAirshipEvent({ ...custom, body: { ...body, name: "bounce", properties: { bounce_class } } } as AirshipEvent);
  const plain = { email_id: message.email_id, campaign_id: message.campaign_id, recipient: "nora@example.com" };
  const labels = { campaign_name: "spring-catalogue", campaign_categories: ["spring-catalogue", "readers"] };
  const bounced = (properties: object) =>
    mapped({ event: "Email Bounced", properties: { ...plain, ...labels, ...properties } });

  it("is mapped without a known meaning", () => {
    expect(bounce("77")).toStrictEqual(bounced({ bounce_class: "77", is_hard_bounce: false }));
    expect(bounce(77)).toStrictEqual(bounced({ bounce_class: "77", is_hard_bounce: false }));
  });

  it("is mapped if it has the name of an inherited property", () => {
    expect(bounce("constructor")).toStrictEqual(bounced({ bounce_class: "constructor", is_hard_bounce: false }));
    expect(bounce("__proto__")).toStrictEqual(bounced({ bounce_class: "__proto__", is_hard_bounce: false }));
  });

  it("has no properties if it is absent", () => {
    expect(bounce(undefined)).toStrictEqual(bounced({}));
    expect(bounce("")).toStrictEqual(bounced({}));
  });
});
