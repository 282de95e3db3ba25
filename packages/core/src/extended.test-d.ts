import { describe, expectTypeOf, test } from "vitest";
import curl from "@email-events/schemas/examples/semantic/email-bounced/valid.reference-page-curl.json";
import type {
  EmailBounced,
  EmailLinkClicked,
  EmailLinkProperties,
  EmailOpened,
  EmailProperties,
  Extended,
  Integrations,
  SemanticEmailEvent,
  SpecificationEmailEvent,
} from "./index.ts";

describe("the request that the API's page shows", () => {
  test("compiles with its custom properties declared", () => {
    const event: Extended<EmailBounced, { additionalProperty: null }, { additionalProperty: string }> = {
      userId: "reader-4711",
      type: "track",
      event: "Email Bounced",
      timestamp: "2026-03-09T07:41:12.000Z",
      properties: {
        email_id: "spring-2026-000471",
        email_subject: "Eleven novels for a wet spring",
        campaign_id: "spring-2026",
        campaign_name: "Spring catalogue",
        additionalProperty: null,
      },
      context: { traits: { email: "nora@example.com" }, additionalProperty: "anything" },
      integrations: { All: false, Mixpanel: true, Segment: true },
    };
    expectTypeOf(event).toExtend<SemanticEmailEvent>();
  });

  test("compiles when it is imported as JSON, once type and event are literals", () => {
    const event: SemanticEmailEvent = { ...curl, type: "track", event: "Email Bounced" };
    expectTypeOf(event).toExtend<SemanticEmailEvent>();
    expectTypeOf(curl.properties).toExtend<EmailProperties>();
    expectTypeOf(curl.integrations).toExtend<Integrations>();
    // @ts-expect-error the type and event of an imported file are any strings
    const unchecked: SemanticEmailEvent = curl;
    expectTypeOf(unchecked).toBeObject();
  });
});

describe("a track call", () => {
  const opened = { type: "track", userId: "u", event: "Email Opened", properties: { email_id: "m" } } as const;

  test("can have custom traits", () => {
    const event: EmailOpened = {
      ...opened,
      context: { traits: { email: "nora@example.com", plan: "reader", books: 7, address: { city: "Utrecht" } } },
    };
    expectTypeOf(event.context).not.toBeAny();
    // @ts-expect-error an address is a string
    const wrong: EmailOpened = { ...opened, context: { traits: { email: 7 } } };
    expectTypeOf(wrong).toBeObject();
  });

  test("can have null as integrations, context and traits", () => {
    const events: readonly SemanticEmailEvent[] = [
      { ...opened, integrations: null },
      { ...opened, context: null },
      { ...opened, context: { traits: null } },
    ];
    expectTypeOf(events).toBeObject();
  });
});

describe("an extended event", () => {
  type Bought = Extended<EmailOpened, { coupon_code: string }>;
  const base = { type: "track", userId: "u", event: "Email Opened" } as const;

  test("requires the added properties and refuses others", () => {
    const event: Bought = { ...base, properties: { email_id: "m", coupon_code: "A1" } };
    expectTypeOf(event.properties.coupon_code).toEqualTypeOf<string>();
    expectTypeOf(event.properties.email_id).toEqualTypeOf<string>();
    // @ts-expect-error coupon_code is missing
    const without: Bought = { ...base, properties: { email_id: "m" } };
    // @ts-expect-error coupon_code is a string
    const number: Bought = { ...base, properties: { email_id: "m", coupon_code: 1 } };
    expectTypeOf([without, number]).toBeObject();
  });

  test("still refuses misspelt names, in properties, context and at the top", () => {
    const events: readonly Bought[] = [
      // @ts-expect-error the property is email_id
      { ...base, properties: { emailId: "m", coupon_code: "A1" } },
      // @ts-expect-error the property is email_subject
      { ...base, properties: { email_id: "m", coupon_code: "A1", email_subjekt: "Hello" } },
      // @ts-expect-error the property is coupon_code
      { ...base, properties: { email_id: "m", couponCode: "A1" } },
      // @ts-expect-error the member is userAgent
      { ...base, properties: { email_id: "m", coupon_code: "A1" }, context: { user_agent: "Mozilla/5.0" } },
      // @ts-expect-error the member is messageId
      { ...base, properties: { email_id: "m", coupon_code: "A1" }, message_id: "m-1" },
    ];
    expectTypeOf(events).toBeObject();
  });

  test("needs an identity", () => {
    // @ts-expect-error it needs userId or anonymousId
    const event: Bought = { type: "track", event: "Email Opened", properties: { email_id: "m", coupon_code: "A1" } };
    expectTypeOf(event).toBeObject();
  });

  test("can have custom members in the context, which is still optional", () => {
    type Tenant = Extended<EmailOpened, { coupon_code?: string }, { tenant: string }>;
    const events: readonly Tenant[] = [
      { ...base, properties: { email_id: "m" } },
      { ...base, properties: { email_id: "m" }, context: null },
      { ...base, properties: { email_id: "m" }, context: { tenant: "books", ip: "203.0.113.9" } },
      // @ts-expect-error tenant is missing
      { ...base, properties: { email_id: "m" }, context: { ip: "203.0.113.9" } },
      // @ts-expect-error the member is tenant
      { ...base, properties: { email_id: "m" }, context: { tenant: "books", tennant: "books" } },
    ];
    expectTypeOf(events).toExtend<readonly EmailOpened[]>();
  });

  test("can have custom members only in the context", () => {
    type Tenant = Extended<EmailOpened, object, { tenant: string }>;
    const event: Tenant = { ...base, properties: { email_id: "m" }, context: { tenant: "books" } };
    // @ts-expect-error the property is email_id
    const wrong: Tenant = { ...base, properties: { emailId: "m" } };
    // @ts-expect-error the property is email_subject
    const more: Tenant = { ...base, properties: { email_id: "m", emailSubject: "Hello" } };
    expectTypeOf([event, wrong, more]).toBeObject();
  });

  test("can have an index signature, and properties of the vocabulary keep their types", () => {
    type Open = Extended<EmailOpened, { [name: string]: unknown }>;
    const event: Open = { ...base, properties: { email_id: "m", whatever: 7 } };
    expectTypeOf(event.properties.email_id).toEqualTypeOf<string>();
    // @ts-expect-error email_id is missing
    const without: Open = { ...base, properties: { whatever: 7 } };
    expectTypeOf(without).toBeObject();
  });
});

describe("an extended union", () => {
  type ShopEvent = Extended<SemanticEmailEvent, { coupon_code?: string }, { tenant: string }>;

  test("narrows on the event and is assignable to the extended union", () => {
    const read = (event: ShopEvent): SemanticEmailEvent => {
      expectTypeOf(event.properties.coupon_code).toEqualTypeOf<string | undefined>();
      expectTypeOf(event.context?.tenant).toEqualTypeOf<string | undefined>();
      if (event.event === "Email Link Clicked") {
        expectTypeOf(event).toExtend<EmailLinkClicked>();
        expectTypeOf(event.properties).toExtend<EmailLinkProperties>();
        expectTypeOf(event.properties.link_url).toEqualTypeOf<string | undefined>();
      }
      // @ts-expect-error only a click has a link
      void event.properties.link_url;
      return event;
    };
    expectTypeOf(read).toBeFunction();
  });

  test("refuses a property of another event, and a misspelt event", () => {
    const events: readonly ShopEvent[] = [
      { type: "track", userId: "u", event: "Email Link Clicked", properties: { email_id: "m", link_id: "l" } },
      // @ts-expect-error only a click has a link
      { type: "track", userId: "u", event: "Email Opened", properties: { email_id: "m", link_id: "l" } },
      // @ts-expect-error the property is email_id
      { type: "track", userId: "u", event: "Email Opened", properties: { emailId: "m" } },
      // @ts-expect-error the name is "Email Opened"
      { type: "track", userId: "u", event: "Email Opend", properties: { email_id: "m" } },
    ];
    expectTypeOf(events).toBeObject();
  });

  test("can have the specification page's spelling", () => {
    const event: Extended<SpecificationEmailEvent, { coupon_code: string }> = {
      action: "track",
      user_id: "u",
      event: "Email Opened",
      properties: { email_id: "m", coupon_code: "A1" },
    };
    expectTypeOf(event).toExtend<SpecificationEmailEvent>();
  });
});
