import { describe, expectTypeOf, test } from "vitest";
import type {
  AirshipBounceEvent,
  AirshipClickEvent,
  AirshipComplianceEvent,
  AirshipEmailEvent,
  AirshipEvent,
  AirshipOffsetUpdate,
  BulkTrackingClick,
  BulkTrackingEvent,
  EmailOpened,
  Extended,
  SemanticEmailEvent,
} from "./index.ts";
import { match } from "./match.ts";

declare const airship: AirshipEmailEvent;
declare const anyAirship: AirshipEvent;
declare const bulk: BulkTrackingEvent;
declare const semantic: SemanticEmailEvent;

describe("match", () => {
  test("passes each handler the event of its name, and returns what it returns", () => {
    const answer = match(airship, {
      bounce: (event) => {
        expectTypeOf(event).toEqualTypeOf<AirshipBounceEvent>();
        return event.body.properties?.bounce_class;
      },
      click: (event) => {
        expectTypeOf(event).toEqualTypeOf<AirshipClickEvent>();
        return true;
      },
      otherwise: (event) => {
        expectTypeOf(event).toEqualTypeOf<AirshipEmailEvent>();
        return undefined;
      },
    });
    expectTypeOf(answer).toEqualTypeOf<string | number | boolean | null | undefined>();
  });

  test("uses the property that discriminates a vocabulary's events", () => {
    match(anyAirship, {
      CUSTOM: (event) => expectTypeOf(event).toEqualTypeOf<AirshipEmailEvent>(),
      COMPLIANCE: (event) => expectTypeOf(event).toEqualTypeOf<AirshipComplianceEvent>(),
      OFFSET_UPDATE: (event) => expectTypeOf(event).toEqualTypeOf<AirshipOffsetUpdate>(),
    });
    match(bulk, {
      click: (event) => expectTypeOf(event).toEqualTypeOf<BulkTrackingClick>(),
      open: () => 1,
      unsubscribe: () => 2,
    });
    match(semantic, {
      "Email Opened": (event) => expectTypeOf(event).toEqualTypeOf<EmailOpened>(),
      otherwise: () => 0,
    });
  });

  test("keeps custom properties", () => {
    const own = semantic as Extended<SemanticEmailEvent, { coupon_code: string }>;
    const code = match(own, { "Email Opened": ({ properties }) => properties.coupon_code, otherwise: () => "none" });
    expectTypeOf(code).toEqualTypeOf<string>();
  });

  test("requires a handler for each remaining name", () => {
    const some = airship as AirshipBounceEvent | AirshipClickEvent;
    expectTypeOf(match(some, { bounce: () => 1, click: () => "a" })).toEqualTypeOf<number | string>();
    // @ts-expect-error the name click has no handler
    match(some, { bounce: () => 1 });
    // @ts-expect-error open isn't one of its names
    match(some, { bounce: () => 1, click: () => 2, open: () => 3 });
  });

  test("refuses unknown names, and values that aren't events", () => {
    // @ts-expect-error the name is bounce
    match(airship, { bounced: () => 1, otherwise: () => 2 });
    // @ts-expect-error a string has no name
    match("bounce", { otherwise: () => 2 });
  });
});
