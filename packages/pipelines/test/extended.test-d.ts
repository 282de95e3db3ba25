import type { Extended, SemanticEmailEvent } from "@email-events/core";
import { expectTypeOf, test } from "vitest";
import { createPipelinesClient, type Outcome } from "../src/index.ts";

type ShopEvent = Extended<SemanticEmailEvent, { coupon_code?: string }, { tenant: string }>;

test("a client accepts extended events, and returns them", () => {
  const client = createPipelinesClient<ShopEvent>({ writeKey: "key" });
  const base = { type: "track", userId: "u", event: "Email Opened" } as const;
  const outcome = client.track({
    ...base,
    properties: { email_id: "m", coupon_code: "A1" },
    context: { tenant: "books", traits: { email: "nora@example.com", plan: "reader" } },
  });
  expectTypeOf(outcome).resolves.toEqualTypeOf<Outcome<ShopEvent>>();
  // @ts-expect-error the property is coupon_code
  void client.track({ ...base, properties: { email_id: "m", coupon: "A1" } });
  // @ts-expect-error the property is email_id
  void client.track({ ...base, properties: { emailId: "m" } });
  // @ts-expect-error the member is tenant
  void client.track({ ...base, properties: { email_id: "m" }, context: { tenant: "books", tennant: "x" } });
});

test("a client of plain events accepts extended ones too", () => {
  const client = createPipelinesClient({ writeKey: "key" });
  const read = (event: ShopEvent): Promise<Outcome<SemanticEmailEvent>> => client.track(event);
  expectTypeOf(read).toBeFunction();
});
