import { airship, bulkTracking, sourceVocabularies } from "@email-events/validator";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventGenerators } from "./generated/generators.ts";
import { generatorOfExamples } from "./generate-examples.ts";
import { generateAirshipEvents } from "./vocabularies/airship.ts";
import { generateBulkTrackingEvents } from "./vocabularies/bulk-tracking.ts";

const seed = fc.integer({ min: 0, max: 0xffff_ffff });

const ownExamples = Array.from({ length: 40 }, (_, index) => ({ id: `e-${index}` }));

describe.each([...Object.entries(eventGenerators), ["examples", generatorOfExamples(ownExamples)] as const])(
  "the generator of %s",
  (_name, generate) => {
    it("gives the same events for the same seed, whatever the count", () => {
      fc.assert(
        fc.property(seed, fc.nat(50), fc.nat(50), (from, count, more) => {
          const events = [...generate({ seed: from, count })];
          expect(events).toHaveLength(count);
          expect([...generate({ seed: from, count: count + more })].slice(0, count)).toEqual(events);
        }),
        { numRuns: 50 },
      );
    });

    it("gives other events for another seed", () => {
      expect([...generate({ seed: 1, count: 5 })]).not.toEqual([...generate({ seed: 2, count: 5 })]);
    });

    it.each([{ count: -1 }, { count: 1.5 }, { seed: Number.NaN }])("refuses %j", (options) => {
      expect(() => [...generate(options)]).toThrow(TypeError);
    });
  },
);

describe("every vocabulary that events come in", () => {
  it("has a generator", () => {
    expect(Object.keys(eventGenerators).toSorted()).toEqual(Object.keys(sourceVocabularies).toSorted());
  });

  it.each(Object.entries(sourceVocabularies))("gets valid events: %s", (name, { is }) => {
    const events = [...(new Map(Object.entries(eventGenerators)).get(name)?.({ count: 50 }) ?? [])];
    expect(events).toHaveLength(50);
    expect(events.filter((event) => !is(event))).toEqual([]);
  });
});

describe("a generator of examples", () => {
  it("draws from all examples, and from nothing else", () => {
    const drawn = new Set(generatorOfExamples(ownExamples)({ count: 2_000 }));
    expect(drawn).toEqual(new Set(ownExamples));
  });

  it("refuses to make events of none", () => {
    expect(() => [...generatorOfExamples([])({ count: 1 })]).toThrow(/there is no valid example/);
    expect([...generatorOfExamples([])({ count: 0 })]).toEqual([]);
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
