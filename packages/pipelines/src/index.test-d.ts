import { describe, expectTypeOf, it } from "vitest";
import type { CustomTrackCall, EmailOpened, SemanticEmailEvent } from "@email-events/core";
import { type ConfigError, createFetchTransport, createPipelinesClient, isConfigError, type Outcome } from "./index.ts";

const client = createPipelinesClient({ writeKey: "key" });
const opened = {
  type: "track",
  event: "Email Opened",
  userId: "u",
  properties: { email_id: "e" },
} as const satisfies EmailOpened;

describe("the client's types", () => {
  it("accept semantic events by literal name", () => {
    expectTypeOf<Parameters<typeof client.track>[0]>().toEqualTypeOf<SemanticEmailEvent>();
    expectTypeOf(client.track(opened)).resolves.toEqualTypeOf<Outcome<SemanticEmailEvent>>();
    // @ts-expect-error a misspelt name
    void client.track({ ...opened, event: "Email Openned" });
    const email = { type: "track", event: "Email Opened", userId: "u" } as const;
    // @ts-expect-error a misspelt property
    void client.track({ ...email, properties: { email_id: "e", email_subjet: "" } });
    // @ts-expect-error no id
    void client.track({ type: "track", event: "Email Opened", properties: { email_id: "e" } });
    const clicked = { type: "track", event: "Email Link Clicked", userId: "u" } as const;
    // @ts-expect-error a link that isn't a string
    void client.track({ ...clicked, properties: { email_id: "e", link_url: 7 } });
    // @ts-expect-error an id that isn't a string
    void client.track({ ...opened, userId: 7 });
  });

  it("accept events of core in every method", () => {
    const event: SemanticEmailEvent = opened;
    const custom: CustomTrackCall = { ...opened, event: "Coupon Used", properties: { code: 1 } };
    void client.trackCustom(event);
    void client.trackCustom(custom);
    const outcomes: Promise<readonly Outcome<SemanticEmailEvent | CustomTrackCall>[]> = client.batch([event, custom]);
    void outcomes;
    void client.batch([
      { type: "page", userId: "u", name: "Home" },
      { type: "alias", userId: "u", previousId: "p" },
    ]);
    // @ts-expect-error no type
    void client.batch([{ userId: "u", name: "Home" }]);
    // @ts-expect-error no such type
    void client.batch([{ type: "pageview", userId: "u" }]);
  });

  it("accept undefined in place of a value that is absent", () => {
    const anonymousId: string | undefined = undefined;
    void client.trackCustom({ userId: "u", anonymousId, event: "Coupon Used", timestamp: undefined, context: null });
    void client.identify({ userId: "u", anonymousId, traits: undefined, integrations: null });
    void client.batch([{ type: "page", userId: "u", anonymousId, messageId: undefined }]);
  });

  it("accept other names through trackCustom, with an id", () => {
    void client.trackCustom({ userId: "u", event: "Coupon Used", properties: { code: 1 } });
    interface Traits {
      readonly plan: string;
    }
    const traits: Traits = { plan: "pro" };
    void client.identify({ userId: "u", traits });
    // @ts-expect-error not an object
    void client.identify({ userId: "u", traits: "pro" });
    // @ts-expect-error no id
    void client.trackCustom({ event: "Coupon Used" });
    // @ts-expect-error no id
    void client.identify({ traits: {} });
  });

  it("accept custom events through the type parameter", () => {
    interface CouponUsed {
      readonly type: "track";
      readonly event: "Coupon Used";
      readonly userId: string;
      readonly properties: { readonly code: string };
    }
    const own = createPipelinesClient<CouponUsed | SemanticEmailEvent>({
      writeKey: "key",
      messageId: (event) => event.userId ?? "",
    });
    void own.track({ type: "track", event: "Coupon Used", userId: "u", properties: { code: "A" } });
    void own.track(opened);
    // @ts-expect-error a property of the wrong type
    void own.track({ type: "track", event: "Coupon Used", userId: "u", properties: { code: 1 } });
    expectTypeOf(own.send([])).toEqualTypeOf<AsyncIterable<Outcome<CouponUsed | SemanticEmailEvent>>>();
  });

  it("discriminate outcomes by status", () => {
    const read = (outcome: Outcome<EmailOpened>): string => {
      if (outcome.status === "delivered") return outcome.event.event;
      // @ts-expect-error an undelivered event may not have been sent
      if (outcome.status === "undelivered") return `${outcome.httpStatus}`;
      expectTypeOf(outcome.httpStatus).toEqualTypeOf<number | undefined>();
      return outcome.reason;
    };
    void read;
  });

  it("accept hooks with only the client's events", () => {
    createPipelinesClient({ writeKey: "key", onOutcome: (outcome: Outcome<SemanticEmailEvent>) => void outcome });
  });

  it("accept undefined as option and signal", () => {
    const signal: AbortSignal | undefined = undefined;
    const own = createPipelinesClient({ writeKey: "key", region: undefined, maxInFlight: undefined, signal });
    createPipelinesClient({ writeKey: "key", mixIntegrations: true, warnOnExit: undefined });
    createPipelinesClient({ writeKey: "key", messageId: undefined, onOutcome: undefined, onRetry: undefined });
    void own.send([], { signal });
    void own.track(opened, { signal });
    void own.close({ signal, timeoutMs: undefined });
  });

  it("refuse the specification page's spelling and unknown options", () => {
    const specification = { action: "track", event: "Email Opened", user_id: "u" } as const;
    // @ts-expect-error `user_id` and `action`
    void client.track({ ...specification, properties: { email_id: "e" } });
    // @ts-expect-error no such option
    createPipelinesClient({ writeKey: "key", timeout: 5 });
  });

  it("accept a fetch that takes only what it is given", () => {
    createFetchTransport((url: URL, init: RequestInit) => fetch(url, init));
    createFetchTransport(fetch);
  });

  it("narrow to ConfigError by isConfigError", () => {
    const error: unknown = undefined;
    if (isConfigError(error)) expectTypeOf(error).toEqualTypeOf<ConfigError>();
  });

  it("require a write key, and list the regions", () => {
    // @ts-expect-error no key
    createPipelinesClient({});
    // @ts-expect-error no such region
    createPipelinesClient({ writeKey: "key", region: "asia" });
  });
});
