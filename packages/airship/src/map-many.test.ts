import type { AirshipEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { createAirshipMapper } from "./create-mapper.ts";
import { mapAirshipEvent } from "./map-event.ts";
import { mapMany } from "./map-many.ts";

const event = (name: "open" | "unsubscribe" | "delay") =>
  ({
    id: `event-${name}`,
    occurred: "2026-03-09T07:41:12.000Z",
    type: "CUSTOM",
    device: { device_type: "EMAIL", delivery_address: "nora@example.com" },
    body: { name },
  }) as AirshipEvent;
const events: readonly AirshipEvent[] = [event("unsubscribe"), event("open"), { type: "OFFSET_UPDATE", offset: 7 }];

describe("mapMany", () => {
  it("returns one outcome for each event, in order", () => {
    expect(mapMany(events)).toStrictEqual(events.map((one) => mapAirshipEvent(one)));
    expect(mapMany(events).map(({ status }) => status)).toEqual(["mapped", "skipped", "skipped"]);
    expect(mapMany([])).toEqual([]);
  });

  it("accepts a mapper with options", () => {
    const mapEvent = createAirshipMapper({ opens: "both", forward: { delay: "Email Delayed" } });
    expect(mapMany([event("open"), event("delay")], mapEvent)).toMatchObject([
      { event: { event: "Email Opened" } },
      { event: { event: "Email Delayed" } },
    ]);
  });

  it("passes only the event to the mapper, and returns an outcome for each hole", () => {
    const seen: unknown[][] = [];
    const holes: AirshipEvent[] = [];
    holes[1] = event("open");
    const outcomes = mapMany(holes, (...given) => {
      seen.push(given);
      return mapAirshipEvent(...given);
    });
    expect(seen).toEqual([[undefined], [holes[1]]]);
    expect(outcomes.map(({ status }) => status)).toEqual(["unrecognized", "skipped"]);
  });
});
