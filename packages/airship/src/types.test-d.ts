import type { AirshipEvent, CustomTrackCall, MapOutcome, SemanticEmailEvent } from "@email-events/core";
import { describe, expectTypeOf, it } from "vitest";
import {
  createAirshipMapper,
  mapAirshipEvent,
  mapMany,
  type AirshipEmailBounced,
  type AirshipMapOutcome,
  type AirshipMappedEvent,
  type AirshipMapperOptions,
  type BounceCategory,
} from "./index.ts";

declare const event: AirshipEvent;

describe("the default mapper", () => {
  const outcome = mapAirshipEvent(event);

  it("returns semantic events", () => {
    expectTypeOf(outcome).toEqualTypeOf<AirshipMapOutcome>();
    expectTypeOf(outcome).toExtend<MapOutcome>();
    if (outcome.status === "mapped") expectTypeOf(outcome.event).toExtend<SemanticEmailEvent>();
    expectTypeOf(createAirshipMapper()).toEqualTypeOf(mapAirshipEvent);
    expectTypeOf(createAirshipMapper({ opens: "both" })).toEqualTypeOf(mapAirshipEvent);
  });

  it("narrows the extra properties by the name of the event", () => {
    if (outcome.status !== "mapped") return;
    const call = outcome.event;
    expectTypeOf(call.properties.sender).toEqualTypeOf<string | undefined>();
    expectTypeOf(call.messageId).toEqualTypeOf<string>();
    // @ts-expect-error only a bounce has a class
    void call.properties.bounce_class;
    if (call.event === "Email Bounced") {
      expectTypeOf(call).toEqualTypeOf<AirshipEmailBounced>();
      expectTypeOf(call.properties.bounce_category).toEqualTypeOf<BounceCategory | undefined>();
      expectTypeOf(call.properties.is_hard_bounce).toEqualTypeOf<boolean | undefined>();
      // @ts-expect-error a bounce has no link
      void call.properties.link_url;
    }
    if (call.event === "Email Link Clicked")
      expectTypeOf(call.properties.link_name).toEqualTypeOf<string | undefined>();
    // @ts-expect-error a click is never prefetched
    if (call.event === "Email Link Clicked") void call.properties.is_prefetched;
    if (call.event === "Email Opened") {
      expectTypeOf(call.properties.is_mobile).toEqualTypeOf<boolean | undefined>();
      expectTypeOf(call.properties.is_prefetched).toEqualTypeOf<boolean | undefined>();
    }
    if (call.event === "Email Unsubscribed" || call.event === "Unsubscribed")
      expectTypeOf(call.properties.unsubscribe_event_type).toEqualTypeOf<string | undefined>();
    if (call.event === "Email Delivered")
      expectTypeOf(call.properties.campaign_categories).toEqualTypeOf<string[] | undefined>();
  });

  it("has every reason", () => {
    if (outcome.status !== "skipped") return;
    expectTypeOf(outcome.reason).extract<"prefetched">().toEqualTypeOf<"prefetched">();
    // @ts-expect-error there is no such reason
    void (outcome.reason === "prefetch");
  });

  it("accepts only Airship's events", () => {
    // @ts-expect-error not an event
    mapAirshipEvent({ type: "click" });
  });
});

describe("mapMany", () => {
  it("returns what the mapper returns", () => {
    const events: readonly AirshipEvent[] = [event];
    expectTypeOf(mapMany(events)).toEqualTypeOf<readonly AirshipMapOutcome[]>();
    expectTypeOf(mapMany(events, mapAirshipEvent)).toEqualTypeOf<readonly AirshipMapOutcome[]>();
    expectTypeOf(mapMany(events, createAirshipMapper({ forward: { delay: "Email Delayed" } }))).toEqualTypeOf<
      readonly AirshipMapOutcome<AirshipMappedEvent | CustomTrackCall>[]
    >();
  });
});

describe("a mapper with options", () => {
  it("returns custom events if it forwards", () => {
    const outcome = createAirshipMapper({ forward: { delay: "Email Delayed" } })(event);
    expectTypeOf(outcome).toEqualTypeOf<AirshipMapOutcome<AirshipMappedEvent | CustomTrackCall>>();
    if (outcome.status === "mapped") expectTypeOf(outcome.event).not.toExtend<SemanticEmailEvent>();
  });

  it("may return custom events if the options are known only at run time", () => {
    const options: AirshipMapperOptions = {};
    const outcome = createAirshipMapper(options)(event);
    expectTypeOf(outcome).toEqualTypeOf<AirshipMapOutcome<AirshipMappedEvent | CustomTrackCall>>();
  });

  it("takes undefined for every option", () => {
    const options = {
      opens: undefined,
      unsubscribeEvent: undefined,
      identity: undefined,
      forward: undefined,
      prefetchedOpens: undefined,
      complianceBounce: undefined,
    } satisfies { [Name in keyof Required<AirshipMapperOptions>]: undefined };
    expectTypeOf(createAirshipMapper(options)).toEqualTypeOf(mapAirshipEvent);
    createAirshipMapper({ forward: { delay: undefined, injection: undefined } });
    const given: AirshipMapperOptions | undefined = undefined as AirshipMapperOptions | undefined;
    createAirshipMapper(given);
  });

  it("refuses misspelt options and wrong choices", () => {
    // @ts-expect-error the option is opens
    createAirshipMapper({ open: "both" });
    // @ts-expect-error no such choice
    createAirshipMapper({ opens: "all" });
    // @ts-expect-error only delay and injection can be forwarded
    createAirshipMapper({ forward: { bounce: "Bounced" } });
    // @ts-expect-error the identifiers are userId and anonymousId
    createAirshipMapper({ identity: () => ({ user: "u" }) });
    // @ts-expect-error not a promise of them
    createAirshipMapper({ identity: () => Promise.resolve({ userId: "u" }) });
    createAirshipMapper({ identity: ({ device }) => ({ userId: device.named_user }) });
  });
});
