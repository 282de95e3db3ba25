import type {
  BulkTrackingEvent,
  BulkTrackingEventList,
  Issue,
  MapOutcome,
  SemanticEmailEvent,
} from "@email-events/core";
import { describe, expectTypeOf, it } from "vitest";
import {
  createBulkTrackingMapper,
  mapBulkTrackingEvent,
  mapMany,
  type BulkTrackingEmailLinkClicked,
  type BulkTrackingMapOutcome,
  type BulkTrackingMapperOptions,
  type BulkTrackingSkipReason,
} from "./index.ts";

declare const event: BulkTrackingEvent;

describe("the mapper", () => {
  const outcome = mapBulkTrackingEvent(event);

  it("returns semantic events", () => {
    expectTypeOf(outcome).toEqualTypeOf<BulkTrackingMapOutcome>();
    expectTypeOf(outcome).toExtend<MapOutcome>();
    if (outcome.status === "mapped") expectTypeOf(outcome.event).toExtend<SemanticEmailEvent>();
    expectTypeOf(createBulkTrackingMapper()).toEqualTypeOf(mapBulkTrackingEvent);
  });

  it("narrows the properties by the name of the event", () => {
    if (outcome.status !== "mapped") return;
    const call = outcome.event;
    expectTypeOf(call.properties.recipient).toEqualTypeOf<string | undefined>();
    expectTypeOf(call.properties.additional).toEqualTypeOf<{ readonly [key: string]: unknown } | undefined>();
    expectTypeOf(call.timestamp).toEqualTypeOf<string>();
    // @ts-expect-error only a click has a link
    void call.properties.link_url;
    if (call.event === "Email Link Clicked") {
      expectTypeOf(call).toEqualTypeOf<BulkTrackingEmailLinkClicked>();
      expectTypeOf(call.properties.link_url).toEqualTypeOf<string | undefined>();
    }
    if (call.event === "Unsubscribed" || call.event === "Email Unsubscribed")
      expectTypeOf(call.properties.list_id).toEqualTypeOf<string | undefined>();
    // @ts-expect-error bulk tracking reports no bounces
    void (call.event === "Email Bounced");
  });

  it("has every reason", () => {
    if (outcome.status === "skipped") expectTypeOf(outcome.reason).toEqualTypeOf<BulkTrackingSkipReason>();
  });

  it("refuses misspelt options and wrong choices", () => {
    // @ts-expect-error the option is unsubscribeEvent
    createBulkTrackingMapper({ unsubscribedEvent: "Unsubscribed" });
    // @ts-expect-error no such name
    createBulkTrackingMapper({ unsubscribeEvent: "Email Opened" });
    // @ts-expect-error the property is campaign_id
    createBulkTrackingMapper({ additional: { campaignId: "campaign" } });
    // @ts-expect-error the identifiers are userId and anonymousId
    createBulkTrackingMapper({ identity: () => ({ user: "u" }) });
    // @ts-expect-error not a promise of them
    createBulkTrackingMapper({ identity: () => Promise.resolve({ userId: "u" }) });
    createBulkTrackingMapper({ identity: ({ recipient }) => ({ userId: recipient }) });
  });

  it("accepts null in optional properties, and requires only an id and a timestamp", () => {
    mapBulkTrackingEvent({ type: "unsubscribe", event_id: "e", timestamp: 1_773_042_072_000 });
    mapBulkTrackingEvent({
      type: "click",
      event_id: "e",
      timestamp: "1773042072000",
      recipient: null,
      message_id: null,
      ip: null,
      user_agent: null,
      url: null,
      additional: null,
    });
    mapBulkTrackingEvent({ type: "open", event_id: "e", timestamp: "1773042072000", additional: "" });
    mapBulkTrackingEvent({ type: "open", event_id: "e", timestamp: "1773042072000", additional: [] });
    // @ts-expect-error an event_id is needed
    mapBulkTrackingEvent({ type: "open", event_id: null, timestamp: "1773042072000" });
    // @ts-expect-error a timestamp is needed
    mapBulkTrackingEvent({ type: "open", event_id: "e", timestamp: null });
  });

  it("has notes and issues", () => {
    if (outcome.status === "mapped") expectTypeOf(outcome.notes).toEqualTypeOf<readonly Issue[] | undefined>();
    if (outcome.status === "invalid") expectTypeOf(outcome.issues).toEqualTypeOf<readonly Issue[]>();
  });

  it("maps a list", () => {
    const map = (events: BulkTrackingEventList) => mapMany(events);
    expectTypeOf(map).returns.toEqualTypeOf<readonly BulkTrackingMapOutcome[]>();
    expectTypeOf(mapMany).parameter(1).toEqualTypeOf<typeof mapBulkTrackingEvent | undefined>();
  });

  it("takes undefined for every option", () => {
    const options = {
      unsubscribeEvent: undefined,
      identity: undefined,
      additional: undefined,
      plausibleTime: undefined,
    } satisfies { [Name in keyof Required<BulkTrackingMapperOptions>]: undefined };
    expectTypeOf(createBulkTrackingMapper(options)).toEqualTypeOf(mapBulkTrackingEvent);
    createBulkTrackingMapper({ plausibleTime: { from: undefined, to: undefined }, additional: { userId: undefined } });
  });

  it("accepts a plausible time as Date or string", () => {
    createBulkTrackingMapper({ plausibleTime: { from: "2026-01-01", to: new Date() } });
    createBulkTrackingMapper({ plausibleTime: { to: new Date() } });
    // @ts-expect-error a time isn't a number
    createBulkTrackingMapper({ plausibleTime: { from: 1_773_042_072_000 } });
    // @ts-expect-error the bound is to
    createBulkTrackingMapper({ plausibleTime: { until: "2026-01-01" } });
  });
});
