import type { BulkTrackingEvent } from "@email-events/core";
import { expect, it } from "vitest";
import { createBulkTrackingMapper } from "./create-mapper.ts";
import { mapBulkTrackingEvent } from "./map-event.ts";
import { mapMany } from "./map-many.ts";

const open: BulkTrackingEvent = {
  type: "open",
  event_id: "e-1",
  timestamp: "1773042072000",
  recipient: "nora@example.com",
};
const events: readonly BulkTrackingEvent[] = [
  open,
  { ...open, recipient: null },
  { ...open, timestamp: "1773042072" },
  { ...open, type: "bounce" } as unknown as BulkTrackingEvent,
  { ...open, type: "unsubscribe" },
];

it("returns one outcome for each event, in order", () => {
  const outcomes = mapMany(events);
  expect(outcomes.map(({ status }) => status)).toEqual(["mapped", "skipped", "invalid", "unrecognized", "mapped"]);
  expect(outcomes).toStrictEqual(events.map((event) => mapBulkTrackingEvent(event)));
});

it("returns nothing for an empty list", () => {
  expect(mapMany([])).toStrictEqual([]);
});

it("maps a bare event, which JSON.parse returns for a request of one event", () => {
  expect(mapMany(JSON.parse(JSON.stringify(open)))).toStrictEqual([mapBulkTrackingEvent(open)]);
});

it("returns an outcome for a hole in the list", () => {
  const holey: BulkTrackingEvent[] = [];
  holey[1] = open;
  expect(mapMany(holey)).toStrictEqual([{ status: "unrecognized", name: "" }, mapBulkTrackingEvent(open)]);
});

it("accepts a mapper with options", () => {
  const mapEvent = createBulkTrackingMapper({ unsubscribeEvent: "Email Unsubscribed" });
  expect(mapMany(events.slice(-1), mapEvent)).toMatchObject([{ event: { event: "Email Unsubscribed" } }]);
});
