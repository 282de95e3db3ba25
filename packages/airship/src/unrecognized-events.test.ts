import type { AirshipEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { mapAirshipEvent } from "./map-event.ts";

const envelope = { id: "75264187-fe04-4af4-a36b-48b0ff973030", occurred: "2026-03-09T07:41:12.000Z" };
const device = { device_type: "EMAIL", delivery_address: "nora@example.com" };
const custom = { ...envelope, type: "CUSTOM", device };
const compliance = { ...envelope, type: "COMPLIANCE", device };
const body = { source: "API", triggering_push: { push_id: "8b3f2cba-a732-46eb-a64f-5fbc91091e9b" } };

describe("an event that isn't in the types", () => {
  it.each<[string, object, string]>([
    ["another type", { ...envelope, type: "SEND", device, body: {} }, "SEND"],
    ["another custom event", { ...custom, body: { ...body, name: "purchase", properties: {} } }, "purchase"],
    ["another compliance event", { ...compliance, body: { event_type: "erase" } }, "erase"],
    ["the name constructor", { ...custom, body: { ...body, name: "constructor", properties: {} } }, "constructor"],
    ["the name __proto__", { ...custom, body: { ...body, name: "__proto__", properties: {} } }, "__proto__"],
    ["the compliance name toString", { ...compliance, body: { event_type: "toString" } }, "toString"],
    ["the type hasOwnProperty", { ...custom, type: "hasOwnProperty" }, "hasOwnProperty"],
    ["a name in an array", { ...custom, body: { ...body, name: ["bounce"], properties: {} } }, ""],
    ["no name", { ...custom, body: { properties: {} } }, ""],
    ["no body", { ...custom }, ""],
    ["no device", { ...envelope, type: "CUSTOM", body: { name: "click", properties: {} } }, "click"],
    [
      "an app's own event of the same name",
      { ...custom, device: { ...device, device_type: "IOS" }, body: { ...body, name: "click", properties: {} } },
      "click",
    ],
    [
      "a compliance event of a phone number",
      { ...compliance, device: { ...device, device_type: "SMS" }, body: { event_type: "registration" } },
      "registration",
    ],
    ["no type", {}, ""],
    ["an array", [], ""],
  ])("is unrecognized: %s", (_name, event, name) => {
    expect(mapAirshipEvent(event as AirshipEvent)).toStrictEqual({ status: "unrecognized", name });
  });

  it.each([null, undefined, 5, "bounce"])("is unrecognized: %o", (event) => {
    expect(mapAirshipEvent(event as unknown as AirshipEvent)).toStrictEqual({ status: "unrecognized", name: "" });
  });
});
