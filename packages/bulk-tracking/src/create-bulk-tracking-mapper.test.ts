import type { BulkTrackingEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { createBulkTrackingMapper } from "./create-bulk-tracking-mapper.ts";
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
  ] as const)("%o gives %s", (options, name) => {
    expect(createBulkTrackingMapper(options)(event("unsubscribe"))).toStrictEqual({
      outcome: "mapped",
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

  it("is the user among the sender's data, and can be said to be", () => {
    expect(map("user-id-or-recipient", { user_id: "u" })).toMatchObject({ event: { userId: "u" } });
    expect(map("user-id-or-recipient")).toMatchObject({ event: { userId: "nora@example.com" } });
  });

  it("can be a function of the event, which has the last word and takes nothing from the sender's data", () => {
    expect(map(({ event_id }) => ({ anonymousId: event_id }), { user_id: "u" })).toStrictEqual({
      outcome: "mapped",
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
  ])("skips an event for which the function gives %s", (_name, identifiers) => {
    expect(map(() => identifiers)).toStrictEqual({ outcome: "skipped", reason: "no-identity" });
  });
});

describe("additional", () => {
  const propertiesOf = (
    additional: BulkTrackingMapperOptions["additional"] & {},
    data: Record<string, unknown>,
    type: "open" | "unsubscribe" = "unsubscribe",
  ) => {
    const outcome = createBulkTrackingMapper({ additional })(event(type, data));
    if (outcome.outcome !== "mapped") return outcome;
    const { email_id: _, recipient: __, ...properties } = outcome.event.properties;
    return { userId: outcome.event.userId, ...properties };
  };

  it("takes each property from under the key that is given", () => {
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

  it("takes email_id and link_id from under the keys that are given", () => {
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

  it("can give one value to two properties", () => {
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

  it("finds only what the sender wrote, under whatever key", () => {
    const keys = { campaign_id: "constructor", campaign_name: "__proto__" };
    expect(propertiesOf(keys, {})).toStrictEqual({ userId: "nora@example.com" });
    expect(
      propertiesOf(keys, JSON.parse('{"__proto__":"p","constructor":"c"}') as Record<string, unknown>),
    ).toStrictEqual({ userId: "nora@example.com", campaign_id: "c", campaign_name: "p" });
  });

  it("finds nothing that an object inherits", () => {
    const inherited = Object.create({ campaign_id: "inherited" }) as Record<string, unknown>;
    expect(propertiesOf({}, inherited)).toStrictEqual({ userId: "nora@example.com" });
  });

  it("leaves a list under an open, which has no place for it", () => {
    expect(propertiesOf({ list_id: "l" }, { l: "7" }, "open")).toStrictEqual({
      userId: "nora@example.com",
      additional: { l: "7" },
    });
  });
});

describe("plausibleTime", () => {
  const timeOf = (plausibleTime: BulkTrackingMapperOptions["plausibleTime"] & {}, timestamp: string | number) => {
    const outcome = createBulkTrackingMapper({ plausibleTime })({ ...event("open"), timestamp });
    return outcome.outcome === "mapped" ? outcome.event.timestamp : outcome.outcome;
  };

  it("can be narrower, and includes both ends", () => {
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

  it("keeps the default for an end that isn't given", () => {
    expect(timeOf({ from: "2026-01-01" }, 9_999_999_999_999)).toBe("2286-11-20T17:46:39.999Z");
    expect(timeOf({ to: "2026-01-01" }, 1_000_000_000_000)).toBe("2001-09-09T01:46:40.000Z");
    expect(timeOf({}, 999_999_999_999)).toBe("invalid");
  });

  it("is what an issue says, and decides what a time looks like", () => {
    const mapEvent = createBulkTrackingMapper({
      plausibleTime: { from: "2026-01-01T01:00:00+01:00", to: "2027-01-01" },
    });
    expect(mapEvent({ ...event("open"), timestamp: 1_773_042_072 })).toMatchObject({
      issues: [
        {
          expected: "Unix milliseconds from 2026-01-01T00:00:00.000Z to 2027-01-01T00:00:00.000Z",
          hint: "looks like seconds: multiply by 1000",
        },
      ],
    });
  });
});

describe("an option that can't be", () => {
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
    [
      "another end",
      { plausibleTime: { until: "2026-01-01" } },
      'The option plausibleTime has no "until": use one of "from"',
    ],
    ["a year", { plausibleTime: { from: 2026 } }, "The option plausibleTime.from can't be 2026: give a Date"],
    [
      "a local time",
      { plausibleTime: { to: "2026-01-01T00:00" } },
      'The option plausibleTime.to can\'t be "2026-01-01T00:00"',
    ],
    ["no date", { plausibleTime: { to: "tomorrow" } }, 'The option plausibleTime.to can\'t be "tomorrow"'],
    [
      "the 30th of February",
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
    ["null", null, 'createBulkTrackingMapper takes an object of options, not null: use "unsubscribeEvent"'],
    ["a string", "x", 'createBulkTrackingMapper takes an object of options, not "x"'],
    ["an array", [], "createBulkTrackingMapper takes an object of options, not an array of 0"],
    ["a function", () => ({}), "createBulkTrackingMapper takes an object of options, not a function"],
    ["a number", 7, "createBulkTrackingMapper takes an object of options, not 7"],
  ])("can be all of them: %s", (_name, options, problem) => {
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
  ])("is never repeated where it is %s", (_name, options) => {
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

  it("isn't one that is undefined", () => {
    const options = {
      unsubscribeEvent: undefined,
      additional: { campaign_id: undefined },
      plausibleTime: undefined,
    } as object;
    expect(createBulkTrackingMapper(options)(event("open", { campaign_id: "c" }))).toMatchObject({
      event: { properties: { campaign_id: "c" } },
    });
  });
});
