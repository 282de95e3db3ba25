import type { AirshipEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { createAirshipMapper } from "./create-mapper.ts";

const nobody = [
  "<>",
  " ",
  "",
  null,
  "null",
  "[email\u00a0protected]",
  "<[email\u00a0protected]>",
  "nora\ud800@example.com",
];

const mapEvent = createAirshipMapper({ complianceBounce: "map" });

const envelope = { id: "event-1", occurred: "2026-03-09T07:41:12.000Z" };
const custom = (email: string | null, address: string | null, device: object = {}): AirshipEvent => ({
  ...envelope,
  type: "CUSTOM",
  device: { device_type: "EMAIL", delivery_address: address, ...device },
  body: { name: "spam_complaint", properties: { email } },
});
const compliance = (email: string | null, identified: string | null, address: string | null): AirshipEvent => ({
  ...envelope,
  type: "COMPLIANCE",
  device: { device_type: "EMAIL", delivery_address: address },
  body: { event_type: "bounce", identifiers: { address: identified }, properties: { email } },
});

const givenTo = (address: string) => ({
  status: "mapped",
  event: {
    userId: address,
    context: { traits: { email: address } },
    properties: { recipient: address },
  },
});

describe.each(nobody)("the address %j, which identifies nobody", (address) => {
  it("is replaced by the next place", () => {
    expect(mapEvent(custom(address, "nora@example.com"))).toMatchObject(givenTo("nora@example.com"));
    expect(mapEvent(compliance(address, "nora@example.com", "n@example.org"))).toMatchObject(
      givenTo("nora@example.com"),
    );
    expect(mapEvent(compliance(address, address, "nora@example.com"))).toMatchObject(givenTo("nora@example.com"));
  });

  it("doesn't matter in a place that isn't read", () => {
    expect(mapEvent(custom("nora@example.com", address))).toMatchObject(givenTo("nora@example.com"));
  });

  it("leads to a skip if there is nothing else", () => {
    const skipped = { status: "skipped", reason: "no-identity" };
    expect(mapEvent(custom(address, address))).toStrictEqual(skipped);
    expect(mapEvent(compliance(address, address, address))).toStrictEqual(skipped);
  });

  it("is neither userId nor trait nor recipient if there is a channel or a named user", () => {
    expect(mapEvent(custom(address, address, { channel: "c", named_user_id: address }))).toStrictEqual({
      status: "mapped",
      event: {
        type: "track",
        event: "Email Marked as Spam",
        messageId: "event-1",
        timestamp: "2026-03-09T07:41:12.000Z",
        context: {},
        anonymousId: "c",
        properties: { email_id: "event-1" },
      },
    });
  });

  it("isn't used as a named user or a channel", () => {
    const device = { named_user_id: address, named_user: "reader-4711", channel: address };
    const outcome = mapEvent(custom("nora@example.com", null, device));
    expect(outcome).toMatchObject({ event: { userId: "reader-4711" } });
    expect(outcome).not.toHaveProperty("event.anonymousId");
  });
});
