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
  test("gives each handler the event of its name, and returns what they return", () => {
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

  test("goes by the property that tells a vocabulary's events apart", () => {
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

  test("keeps what a team added to its events", () => {
    const own = semantic as Extended<SemanticEmailEvent, { coupon_code: string }>;
    const code = match(own, { "Email Opened": ({ properties }) => properties.coupon_code, otherwise: () => "none" });
    expectTypeOf(code).toEqualTypeOf<string>();
  });

  test("asks for all names of what an event can still be", () => {
    const some = airship as AirshipBounceEvent | AirshipClickEvent;
    expectTypeOf(match(some, { bounce: () => 1, click: () => "a" })).toEqualTypeOf<number | string>();
    // @ts-expect-error the name click has no handler
    match(some, { bounce: () => 1 });
    // @ts-expect-error open is none of its names
    match(some, { bounce: () => 1, click: () => 2, open: () => 3 });
  });

  test("takes no name that isn't one, and no value that is no event", () => {
    // @ts-expect-error the name is bounce
    match(airship, { bounced: () => 1, otherwise: () => 2 });
    // @ts-expect-error a text has no name
    match("bounce", { otherwise: () => 2 });
  });
});
