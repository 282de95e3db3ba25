import { describe, expect, test } from "vitest";
import { airship } from "./airship.ts";
import { InvalidEventError } from "./invalid-event-error.ts";

const custom = {
  id: "75264187-fe04-4af4-a36b-48b0ff973030",
  occurred: "2026-03-09T07:41:12.000Z",
  type: "CUSTOM",
  device: { device_type: "EMAIL", delivery_address: "nora@example.com" },
  body: { name: "click", properties: {} },
};
const compliance = { ...custom, type: "COMPLIANCE", body: { event_type: "registration" } };

const sms = { device_type: "SMS", delivery_address: "+4930123456" };
const otherDevices: readonly (readonly [string, unknown, string, string])[] = [
  ["an iOS device", { device_type: "IOS", channel: "c" }, "/device/device_type", '"IOS"'],
  ["an Android device", { device_type: "ANDROID" }, "/device/device_type", '"ANDROID"'],
  ["a phone number", sms, "/device/device_type", '"SMS"'],
  ["an open platform", { device_type: "OPEN" }, "/device/device_type", '"OPEN"'],
  ["a browser", { device_type: "WEB" }, "/device/device_type", '"WEB"'],
  ["a type in lower case", { device_type: "email" }, "/device/device_type", '"email"'],
  ["a type that is null", { device_type: null }, "/device/device_type", "null"],
  ["a type in a list", { device_type: ["EMAIL"] }, "/device/device_type", "an array of 1"],
  ["an empty device", {}, "/device/device_type", "nothing"],
  ["a device that is null", null, "/device", "null"],
  ["no device", undefined, "/device", "nothing"],
  ["a device that is no object", "nora@example.com", "/device", "a string of 16 characters"],
  ["a list of devices", [sms], "/device", "an array of 1"],
];

describe("an event of another device", () => {
  test.each(otherDevices)("is unrecognized, with one issue: %s", (_name, device, pointer, received) => {
    for (const [event, name] of [
      [custom, "click"],
      [compliance, "registration"],
    ] as const) {
      const result = airship.parse({ ...event, device });
      expect(result).toMatchObject({ status: "unrecognized", name });
      expect(result.status !== "valid" && result.issues).toMatchObject([
        { pointer, received, hint: "not an email event: its device isn't an EMAIL device" },
      ]);
    }
  });

  test("is unrecognized whatever else is wrong or missing", () => {
    const broken = { type: "CUSTOM", device: sms, id: 7, occurred: "yesterday", body: { name: 5, properties: [] } };
    expect(airship.parse(broken)).toMatchObject({ status: "unrecognized", name: "", issues: [{}] });
    expect(airship.parse({ ...custom, device: sms, body: null })).toMatchObject({ status: "unrecognized", name: "" });
    expect(airship.parse({ type: "CUSTOM" })).toMatchObject({ status: "unrecognized", name: "" });
  });

  test("has the name of an app's own event", () => {
    const purchase = { ...custom, device: { device_type: "IOS" }, body: { name: "purchase" } };
    expect(airship.parse(purchase)).toMatchObject({
      status: "unrecognized",
      name: "purchase",
      issues: [{ pointer: "/device/device_type" }],
    });
  });

  test("fails is, assert and the Standard Schema interface for the same reason", () => {
    const event = { ...custom, device: sms };
    expect(airship.is(event)).toBe(false);
    expect(() => {
      airship.assert(event);
    }).toThrow(InvalidEventError);
    expect(airship["~standard"].validate(event)).toMatchObject({ issues: [{ path: ["device", "device_type"] }] });
  });
});

describe("an event of an email device", () => {
  test("is invalid if anything else is wrong", () => {
    const broken = { ...custom, id: 7, body: { name: "click", properties: [] } };
    expect(airship.parse(broken)).toMatchObject({ status: "invalid", issues: [{}, {}] });
  });

  test("is valid without an optional value of a wrong type, with a note", () => {
    const event = { ...custom, device: { device_type: "EMAIL", channel: 7 }, body: { name: "click", properties: [] } };
    expect(airship.is(event)).toBe(false);
    expect(airship.parse(event)).toMatchObject({
      status: "valid",
      value: { ...custom, device: { device_type: "EMAIL" }, body: { name: "click" } },
      notes: [{ pointer: "/device/channel" }, { pointer: "/body/properties" }],
    });
  });

  test("is unrecognized for an unknown name", () => {
    expect(airship.parse({ ...custom, body: { name: "purchase" } })).toMatchObject({
      status: "unrecognized",
      name: "purchase",
      issues: [{ pointer: "/body/name" }],
    });
  });
});

test("an event of an unknown type is unrecognized by its type, whatever the device", () => {
  expect(airship.parse({ ...custom, type: "SEND", device: sms })).toMatchObject({
    status: "unrecognized",
    name: "SEND",
  });
});

test("an offset update needs no device", () => {
  expect(airship.parse({ type: "OFFSET_UPDATE", offset: 1_000_204_455_871 })).toMatchObject({ status: "valid" });
});
