import type { BulkTrackingEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { createBulkTrackingMapper } from "./create-mapper.ts";
import type { BulkTrackingMapperOptions } from "./options.ts";
import { defaultSettings, toSettings } from "./settings.ts";

const event: BulkTrackingEvent = {
  type: "open",
  event_id: "e-1",
  timestamp: 1_773_042_072_000,
  recipient: "nora@example.com",
};

it("has defaults for missing options", () => {
  expect(toSettings({})).toStrictEqual(defaultSettings);
});

describe("plausibleTime", () => {
  const timeOf = (plausibleTime: BulkTrackingMapperOptions["plausibleTime"] & {}, timestamp: string | number) => {
    const outcome = createBulkTrackingMapper({ plausibleTime })({ ...event, timestamp });
    return outcome.status === "mapped" ? outcome.event.timestamp : outcome.status;
  };

  it("can be narrower, and includes both bounds", () => {
    const range = { from: "2026-01-01", to: new Date("2026-12-31T23:59:59.999Z") };
    expect(timeOf(range, Date.UTC(2026, 0))).toBe("2026-01-01T00:00:00.000Z");
    expect(timeOf(range, Date.UTC(2027, 0) - 1)).toBe("2026-12-31T23:59:59.999Z");
    expect(timeOf(range, Date.UTC(2026, 0) - 1)).toBe("invalid");
    expect(timeOf(range, String(Date.UTC(2027, 0)))).toBe("invalid");
  });

  it("can be wider, for events that aren't validated", () => {
    const range = { from: "1970-01-01", to: "9999-12-31T23:59:59.999Z" };
    expect(timeOf(range, "0")).toBe("1970-01-01T00:00:00.000Z");
    expect(timeOf(range, 253_402_300_799_999)).toBe("9999-12-31T23:59:59.999Z");
    expect(timeOf(range, 253_402_300_800_000)).toBe("invalid");
    expect(timeOf(range, -1)).toBe("invalid");
  });

  it("keeps the default for a missing bound", () => {
    expect(timeOf({ from: "2026-01-01" }, 9_999_999_999_999)).toBe("2286-11-20T17:46:39.999Z");
    expect(timeOf({ to: "2026-01-01" }, 1_000_000_000_000)).toBe("2001-09-09T01:46:40.000Z");
    expect(timeOf({}, 999_999_999_999)).toBe("invalid");
  });

  it("is part of issues, and decides the hint", () => {
    const mapEvent = createBulkTrackingMapper({
      plausibleTime: { from: "2026-01-01T01:00:00+01:00", to: "2027-01-01" },
    });
    expect(mapEvent({ ...event, timestamp: 1_773_042_072 })).toMatchObject({
      issues: [
        {
          expected: "Unix milliseconds from 2026-01-01T00:00:00.000Z to 2027-01-01T00:00:00.000Z",
          hint: "looks like seconds: multiply by 1000",
        },
      ],
    });
  });
});

describe("an invalid option", () => {
  it.each<[string, object, string]>([
    ["unknown", { unsubscribe: "Unsubscribed" }, 'createBulkTrackingMapper has no "unsubscribe": use one of "unsub'],
    ["a wrong name", { unsubscribeEvent: "Left" }, 'The option unsubscribeEvent can\'t be "Left": use one of "Unsub'],
    ["a wrong identity", { identity: "recipient" }, 'The option identity can\'t be "recipient"'],
    ["another property", { additional: { link_url: "u" } }, 'The option additional has no "link_url"'],
    ["a key that is no string", { additional: { list_id: 7 } }, "The option additional.list_id must be a key"],
    ["additional null", { additional: null }, "The option additional takes an object of options, not null"],
    [
      "additional a string",
      { additional: "campaign" },
      'The option additional takes an object of options, not "campaign"',
    ],
    ["additional an array", { additional: [] }, "The option additional takes an object of options, not an array of 0"],
    ["a null name", { unsubscribeEvent: null }, "The option unsubscribeEvent can't be null"],
    ["a null identity", { identity: null }, "The option identity can't be null"],
    ["a null time", { plausibleTime: null }, "The option plausibleTime takes an object of options, not null"],
    [
      "a time that is one moment",
      { plausibleTime: "2026-01-01" },
      "The option plausibleTime takes an object of options",
    ],
    ["a Date for the range", { plausibleTime: new Date(0) }, "takes an object of options, not a Date"],
    [
      "another end",
      { plausibleTime: { until: "2026-01-01" } },
      'The option plausibleTime has no "until": use one of "from"',
    ],
    ["a year", { plausibleTime: { from: 2026 } }, "The option plausibleTime.from can't be 2026: use a Date"],
    [
      "a local time",
      { plausibleTime: { to: "2026-01-01T00:00" } },
      'The option plausibleTime.to can\'t be "2026-01-01T00:00"',
    ],
    ["no date", { plausibleTime: { to: "tomorrow" } }, 'The option plausibleTime.to can\'t be "tomorrow"'],
    ["a day that no calendar has", { plausibleTime: { to: "2026-02-30" } }, "The option plausibleTime.to can't be"],
    [
      "an offset that no clock has",
      { plausibleTime: { to: "2026-02-30T00:00:00+25:00" } },
      "The option plausibleTime.to can't be",
    ],
    [
      "an invalid Date",
      { plausibleTime: { to: new Date("?") } },
      "The option plausibleTime.to can't be an invalid Date",
    ],
    ["before 1970", { plausibleTime: { from: new Date(-1) } }, "can't be 1969-12-31T23:59:59.999Z"],
    ["after 9999", { plausibleTime: { to: new Date(8_640_000_000_000_000) } }, "can't be +275760-09-13T00:00:00.000Z"],
    ["a null end", { plausibleTime: { from: null } }, "The option plausibleTime.from can't be null"],
    ["an empty range", { plausibleTime: { from: "2027-01-01", to: "2026-01-01" } }, "from must not be later than to"],
    ["keys that are no strings", { additional: { list_id: ["a", 7] } }, "The option additional.list_id must be a key"],
  ])("is an error at construction: %s", (_name, options, problem) => {
    expect(() => createBulkTrackingMapper(options as BulkTrackingMapperOptions)).toThrow(TypeError);
    expect(() => createBulkTrackingMapper(options as BulkTrackingMapperOptions)).toThrow(problem);
  });

  it.each<[string, unknown, string]>([
    [
      "null",
      null,
      'createBulkTrackingMapper takes an object of options, not null: leave it out, or use "unsubscribeEvent"',
    ],
    ["a string", "x", 'createBulkTrackingMapper takes an object of options, not "x"'],
    ["an array", [], "createBulkTrackingMapper takes an object of options, not an array of 0"],
    ["a function", () => ({}), "createBulkTrackingMapper takes an object of options, not a function"],
    ["a number", 7, "createBulkTrackingMapper takes an object of options, not 7"],
  ])("can be any of them: %s", (_name, options, problem) => {
    expect(() => createBulkTrackingMapper(options as BulkTrackingMapperOptions)).toThrow(TypeError);
    expect(() => createBulkTrackingMapper(options as BulkTrackingMapperOptions)).toThrow(problem);
  });

  it.each<[string, unknown]>([
    ["a long value", { unsubscribeEvent: "x".repeat(5_000) }],
    ["a value with an address", { identity: "nora@example.com" }],
    ["a value that moves the cursor", { identity: "\u001b[2Jcleared\n" }],
    ["a long name", { ["x".repeat(5_000)]: 1 }],
    ["a name with an address", { "nora@example.com": 1 }],
    ["a name that moves the cursor", { "\u001b[2J\u009b2J\u2028\u202e": 1 }],
    ["a long moment", { plausibleTime: { from: "2".repeat(5_000) } }],
    ["a long text for all", "x".repeat(5_000)],
    ["a nested name with an address", { additional: { "nora@example.com": "x" } }],
  ])("isn't part of the message if it is %s", (_name, options) => {
    const say = (): string => {
      try {
        createBulkTrackingMapper(options as BulkTrackingMapperOptions);
        return "";
      } catch (error) {
        return error instanceof TypeError ? error.message : "";
      }
    };
    expect(say().length).toBeGreaterThan(20);
    expect(say().length).toBeLessThan(300);
    expect(say()).toMatch(/^[\x20-\x7e]+$/);
    expect(say()).not.toContain("nora");
  });

  it("isn't undefined", () => {
    const options = {
      unsubscribeEvent: undefined,
      additional: { campaign_id: undefined },
      plausibleTime: undefined,
    } as object;
    expect(createBulkTrackingMapper(options)({ ...event, additional: { campaign_id: "c" } })).toMatchObject({
      event: { properties: { campaign_id: "c" } },
    });
  });
});
