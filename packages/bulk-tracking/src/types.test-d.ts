import type { BulkTrackingEvent, MapOutcome, SemanticEmailEvent } from "@email-events/core";
import { describe, expectTypeOf, it } from "vitest";
import {
  createBulkTrackingMapper,
  mapBulkTrackingEvent,
  type BulkTrackingEmailLinkClicked,
  type BulkTrackingMapOutcome,
  type BulkTrackingSkipReason,
} from "./index.ts";

declare const event: BulkTrackingEvent;

describe("the mapper", () => {
  const outcome = mapBulkTrackingEvent(event);

  it("gives semantic events", () => {
    expectTypeOf(outcome).toEqualTypeOf<BulkTrackingMapOutcome>();
    expectTypeOf(outcome).toExtend<MapOutcome>();
    if (outcome.outcome === "mapped") expectTypeOf(outcome.event).toExtend<SemanticEmailEvent>();
    expectTypeOf(createBulkTrackingMapper()).toEqualTypeOf(mapBulkTrackingEvent);
  });

  it("tells the properties by the name of the event", () => {
    if (outcome.outcome !== "mapped") return;
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

  it("tells every reason", () => {
    if (outcome.outcome === "skipped") expectTypeOf(outcome.reason).toEqualTypeOf<BulkTrackingSkipReason>();
  });

  it("takes no misspelt option and no wrong choice", () => {
    // @ts-expect-error the option is unsubscribeEvent
    createBulkTrackingMapper({ unsubscribedEvent: "Unsubscribed" });
    // @ts-expect-error no such name
    createBulkTrackingMapper({ unsubscribeEvent: "Email Opened" });
    // @ts-expect-error the property is campaign_id
    createBulkTrackingMapper({ additional: { campaignId: "campaign" } });
    // @ts-expect-error the identifiers are userId and anonymousId
    createBulkTrackingMapper({ identity: () => ({ user: "u" }) });
    createBulkTrackingMapper({ identity: ({ recipient }) => ({ userId: recipient }) });
  });
});
