import type { AirshipEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { mapAirshipEvent } from "./map-event.ts";

const half = "\ud83d";
const whole = "\ud83d\ude00";

const event = (body: object) =>
  ({
    id: `event ${half}`,
    occurred: "2026-03-09T07:41:12.000Z",
    type: "CUSTOM",
    device: { device_type: "EMAIL", delivery_address: "nora@example.com", channel: `c${half}` },
    body,
  }) as AirshipEvent;

const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
};

describe("half a surrogate pair", () => {
  it("is replaced by U+FFFD in every text of a call", () => {
    const outcome = mapAirshipEvent(
      event({
        name: "click",
        triggering_push: {
          push_id: `p${half}`,
          group_id: `g${half}`,
          campaigns: { categories: [`a${half}`, `b${whole}`] },
        },
        properties: {
          subject: `s${half}`,
          sender: `${half}s`,
          link_name: half,
          link_url: `https://example.com/${half}`,
          agent_family: half,
          device_brand: half,
          device_family: half,
          os_family: half,
          os_version: half,
        },
      }),
    );
    expect(textsOf(outcome).filter((text) => !text.isWellFormed())).toEqual([]);
    expect(outcome).toMatchObject({
      event: {
        messageId: "event \ufffd",
        properties: {
          email_id: "p\ufffd",
          campaign_id: "g\ufffd",
          campaign_name: "a\ufffd",
          campaign_categories: ["a\ufffd", `b${whole}`],
          email_subject: "s\ufffd",
          sender: "\ufffds",
          link_name: "\ufffd",
        },
      },
    });
    expect(outcome).not.toHaveProperty("event.anonymousId");
  });

  it("is replaced in the details of a bounce and of an unsubscribe", () => {
    expect(
      mapAirshipEvent(event({ name: "bounce", properties: { bounce_class: half, bounce_event_type: half } })),
    ).toMatchObject({ event: { properties: { bounce_class: "\ufffd", bounce_event_type: "\ufffd" } } });
    expect(mapAirshipEvent(event({ name: "unsubscribe", properties: { unsubscribe_event_type: half } }))).toMatchObject(
      { event: { properties: { unsubscribe_event_type: "\ufffd" } } },
    );
  });
});

describe("campaign labels", () => {
  it("are all strings, however many and long", () => {
    const long = "x".repeat(65);
    const labels = [null, 7, "", { a: 1 }, long, ...Array.from({ length: 11 }, (_, index) => `label ${index}`)];
    expect(
      mapAirshipEvent(event({ name: "delivery", triggering_push: { campaigns: { categories: labels } } })),
    ).toMatchObject({
      event: {
        properties: { campaign_name: long, campaign_categories: [long, ...labels.slice(5)] },
      },
    });
  });

  it.each([[[]], [null], [""], [[null, ""]]])("are absent for %j", (categories) => {
    const outcome = mapAirshipEvent(event({ name: "delivery", triggering_push: { campaigns: { categories } } }));
    expect(outcome).toMatchObject({ status: "mapped" });
    expect(outcome).not.toHaveProperty("event.properties.campaign_name");
    expect(outcome).not.toHaveProperty("event.properties.campaign_categories");
  });
});

describe("an event that wasn't validated", () => {
  const bounce = { ...event({ name: "bounce", triggering_push: { push_id: "p" } }), id: "event-1" };
  const nothing: readonly unknown[] = ["", " ", "null", "0", "{{id}}", "00000000-0000-0000-0000-000000000000"];

  it.each([...nothing, undefined, null, 5, {}])("is skipped with the id %o, which tells no events apart", (id) => {
    for (const one of [bounce, event({ name: "bounce" })]) {
      const outcome = mapAirshipEvent({ ...one, id } as AirshipEvent);
      expect(outcome).toStrictEqual({ status: "skipped", reason: "no-event-id" });
    }
  });

  it.each([
    [undefined, "required", "nothing"],
    [null, "required", "nothing"],
    ["", "required", "nothing"],
    [1_773_042_072_000, "type", "a value of the type number"],
    [{}, "type", "a value of the type object"],
  ])("is invalid with the time %o", (occurred, code, received) => {
    expect(mapAirshipEvent({ ...bounce, occurred } as AirshipEvent)).toMatchObject({
      status: "invalid",
      issues: [{ pointer: "/occurred", code, received }],
    });
  });

  it.each(nothing)("has the id of the event in place of the push id %o", (push_id) => {
    const outcome = mapAirshipEvent({ ...event({ name: "bounce", triggering_push: { push_id } }), id: "event-1" });
    expect(outcome).toMatchObject({ event: { messageId: "event-1", properties: { email_id: "event-1" } } });
  });

  it.each(nothing)("is of no campaign %o", (id) => {
    const campaignOf = (triggering_push: object) => {
      const outcome = mapAirshipEvent({ ...event({ name: "bounce", triggering_push }), id: "event-1" });
      return outcome.status === "mapped" ? outcome.event.properties.campaign_id : outcome.status;
    };
    expect(campaignOf({ group_id: id, push_id: "p" })).toBe("p");
    expect(campaignOf({ group_id: id, push_id: id })).toBeUndefined();
  });

  it("keeps a UUID in braces", () => {
    const id = "{2cf89e3a-2458-4c2d-8fcf-11f593b1b85e}";
    expect(mapAirshipEvent({ ...bounce, id })).toMatchObject({ event: { messageId: id } });
  });
});
