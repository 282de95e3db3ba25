import { airship, bulkTracking } from "@email-events/validator";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateAirshipEvents } from "./generate-airship-events.ts";
import { generateBulkTrackingEvents } from "./generate-bulk-tracking-events.ts";

const seed = fc.integer({ min: 0, max: 0xffff_ffff });

describe.each([
  ["generateAirshipEvents", generateAirshipEvents],
  ["generateBulkTrackingEvents", generateBulkTrackingEvents],
])("%s", (_name, generate) => {
  it("returns the same events for the same seed, whatever the count", () => {
    fc.assert(
      fc.property(seed, fc.nat(50), fc.nat(50), (from, count, more) => {
        const events = [...generate({ seed: from, count })];
        expect(events).toHaveLength(count);
        expect([...generate({ seed: from, count: count + more })].slice(0, count)).toEqual(events);
      }),
      { numRuns: 50 },
    );
  });

  it("returns other events for another seed", () => {
    expect([...generate({ seed: 1, count: 5 })]).not.toEqual([...generate({ seed: 2, count: 5 })]);
  });

  it.each([{ count: -1 }, { count: 1.5 }, { seed: Number.NaN }])("refuses %j", (options) => {
    expect(() => [...generate(options)]).toThrow(TypeError);
  });
});

describe("Airship events", () => {
  const events = [...generateAirshipEvents({ seed: 3, count: 20_000 })];

  it("are all valid", () => {
    const bad = events.map((event) => airship.parse(event)).filter((result) => result.status !== "valid");
    expect(bad).toEqual([]);
  });

  it("have every documented and observed kind", () => {
    const kinds = new Set(
      events.map((event) =>
        event.type === "CUSTOM" ? event.body.name : event.type === "COMPLIANCE" ? event.body.event_type : event.type,
      ),
    );
    expect([...kinds].toSorted()).toEqual(
      [
        "OFFSET_UPDATE",
        "bounce",
        "click",
        "delay",
        "delivery",
        "initial_open",
        "injection",
        "link_unsubscribe",
        "list_unsubscribe",
        "open",
        "out_of_band",
        "registration",
        "spam_complaint",
        "unsubscribe",
      ].toSorted(),
    );
  });

  it("have unique ids", () => {
    const ids = events.flatMap((event) => (event.type === "OFFSET_UPDATE" ? [] : [event.id]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("have the irregularities of real streams", () => {
    const text = events.map((event) => JSON.stringify(event)).join("\n");
    for (const quirk of ['"is_mobile":"true"', '"is_mobile":true', '"named_user":', '"named_user_id":', '"user":{']) {
      expect(text).toContain(quirk);
    }
    expect(text).toMatch(/"bounce_class":"\d/);
    expect(text).toMatch(/"bounce_class":\d/);
    expect(text).toContain('"campaigns":null');
  });
});

describe("bulk-tracking events", () => {
  const events = [...generateBulkTrackingEvents({ seed: 3, count: 5_000 })];

  it("are all valid", () => {
    expect(events.map((event) => bulkTracking.parse(event)).filter((result) => result.status !== "valid")).toEqual([]);
  });

  it("have every kind, with unique ids", () => {
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(["click", "open", "unsubscribe"]));
    expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(events.length);
  });
});
