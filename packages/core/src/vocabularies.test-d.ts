import { describe, expectTypeOf, test } from "vitest";
import type {
  AirshipBounceEvent,
  AirshipBounceProperties,
  AirshipClickProperties,
  AirshipEmailEvent,
  AirshipEmailEventMap,
  AirshipEmailEventName,
  AirshipEvent,
  AirshipOffsetUpdate,
  BulkTrackingClick,
  BulkTrackingEvent,
  BulkTrackingEventMap,
  EmailLinkProperties,
  EmailListProperties,
  SemanticEmailEvent,
  SemanticEmailEventMap,
  SemanticEmailEventName,
  Unsubscribed,
} from "./index.ts";

describe("narrowing", () => {
  test("the name in an Airship body decides its properties", () => {
    const read = (event: AirshipEmailEvent): void => {
      type Optional<T> = T | null | undefined;
      if (event.body.name === "bounce")
        expectTypeOf(event.body.properties).toEqualTypeOf<Optional<AirshipBounceProperties>>();
      if (event.body.name === "click")
        expectTypeOf(event.body.properties).toEqualTypeOf<Optional<AirshipClickProperties>>();
    };
    expectTypeOf(read).toBeFunction();
  });

  test("the type of an Airship event decides its kind", () => {
    const read = (event: AirshipEvent): void => {
      if (event.type === "OFFSET_UPDATE") expectTypeOf(event).toEqualTypeOf<AirshipOffsetUpdate>();
      if (event.type === "CUSTOM") expectTypeOf(event).toEqualTypeOf<AirshipEmailEvent>();
    };
    expectTypeOf(read).toBeFunction();
  });

  test("the type of a bulk-tracking event decides its kind", () => {
    const read = (event: BulkTrackingEvent): void => {
      if (event.type === "click") expectTypeOf(event).toEqualTypeOf<BulkTrackingClick>();
    };
    expectTypeOf(read).toBeFunction();
  });

  test("the name of a semantic event decides its properties", () => {
    const read = (event: SemanticEmailEvent): void => {
      if (event.event === "Email Link Clicked") expectTypeOf(event.properties).toEqualTypeOf<EmailLinkProperties>();
      if (event.event === "Unsubscribed") expectTypeOf(event.properties).toEqualTypeOf<EmailListProperties>();
    };
    expectTypeOf(read).toBeFunction();
  });
});

describe("optional fields of Airship's events", () => {
  test("can be null, but no other wrong type", () => {
    expectTypeOf<AirshipBounceProperties["subject"]>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<AirshipBounceProperties["bounce_class"]>().toEqualTypeOf<string | number | null | undefined>();
    expectTypeOf<AirshipClickProperties["is_mobile"]>().toEqualTypeOf<boolean | string | number | null | undefined>();
    expectTypeOf<AirshipOffsetUpdate["offset"]>().toEqualTypeOf<string | number>();
  });

  test("narrow to an object by a truthiness check", () => {
    const read = (event: AirshipEmailEvent): string | null | undefined =>
      event.body.triggering_push ? event.body.triggering_push.push_id : undefined;
    expectTypeOf(read).toBeFunction();
  });
});

describe("maps from name to type", () => {
  test("have every name and nothing else", () => {
    expectTypeOf<keyof AirshipEmailEventMap>().toEqualTypeOf<AirshipEmailEventName>();
    expectTypeOf<keyof SemanticEmailEventMap>().toEqualTypeOf<SemanticEmailEventName>();
    expectTypeOf<keyof BulkTrackingEventMap>().toEqualTypeOf<BulkTrackingEvent["type"]>();
    expectTypeOf<AirshipEmailEventMap["bounce"]>().toEqualTypeOf<AirshipBounceEvent>();
    expectTypeOf<SemanticEmailEventMap["Email Unsubscribed"]>().toEqualTypeOf<Unsubscribed>();
  });
});

describe("what doesn't compile", () => {
  test("a misspelt event name", () => {
    const event: SemanticEmailEvent = {
      type: "track",
      userId: "u",
      // @ts-expect-error the name is "Email Opened"
      event: "Email Opend",
      properties: { email_id: "m" },
    };
    expectTypeOf(event).toBeObject();
  });

  test("a misspelt property", () => {
    const event: SemanticEmailEvent = {
      type: "track",
      userId: "u",
      event: "Email Opened",
      // @ts-expect-error the property is email_subject
      properties: { email_id: "m", email_subjekt: "Hello" },
    };
    expectTypeOf(event).toBeObject();
  });

  test("an event without an identity", () => {
    // @ts-expect-error it needs userId or anonymousId
    const event: SemanticEmailEvent = { type: "track", event: "Email Opened", properties: { email_id: "m" } };
    expectTypeOf(event).toBeObject();
  });

  test("an optional property that is undefined", () => {
    // @ts-expect-error under exactOptionalPropertyTypes, absent and undefined differ
    const properties: AirshipBounceProperties = { email: undefined };
    expectTypeOf(properties).toBeObject();
  });
});
