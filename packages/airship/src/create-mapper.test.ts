import { airshipEmailEventNames, type AirshipEmailEventName, type AirshipEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { createAirshipMapper } from "./create-mapper.ts";
import type { AirshipIdentify } from "./identify.ts";
import type { AirshipMapperOptions } from "./options.ts";

const device = {
  channel: "channel-1",
  device_type: "EMAIL",
  delivery_address: "nora@example.com",
  named_user_id: "reader-4711",
} as const;
const envelope = {
  id: "event-1",
  occurred: "2026-03-09T07:41:12.000Z",
  processed: "2026-03-09T07:41:19.512Z",
  device,
};
const email = (name: AirshipEmailEventName, properties: object = {}) =>
  ({
    ...envelope,
    type: "CUSTOM",
    body: { name, source: "API", triggering_push: { push_id: "push-1" }, properties },
  }) as AirshipEvent;
const complianceBounce: AirshipEvent = {
  ...envelope,
  type: "COMPLIANCE",
  body: {
    event_type: "bounce",
    identifiers: { address: "n@example.org" },
    properties: { sender: "news@example.com", subject: "Spring", bounce_class: 30 },
  },
};

const call = {
  userId: "reader-4711",
  anonymousId: "channel-1",
  type: "track",
  messageId: "event-1",
  timestamp: "2026-03-09T07:41:12.000Z",
  context: { traits: { email: "nora@example.com" } },
  properties: { email_id: "push-1", campaign_id: "push-1", recipient: "nora@example.com" },
};
const mapped = (event: object) => ({ status: "mapped", event: { ...call, ...event } });
const skipped = (reason: string) => ({ status: "skipped", reason });
const opened = mapped({ event: "Email Opened" });

describe("opens", () => {
  it.each<[AirshipMapperOptions["opens"], object, object]>([
    [undefined, opened, skipped("counted-by-initial-open")],
    ["initial_open", opened, skipped("counted-by-initial-open")],
    ["open", skipped("counted-by-open"), opened],
    ["both", opened, opened],
  ])("%s", (opens, initialOpen, open) => {
    const mapEvent = createAirshipMapper(opens === undefined ? {} : { opens });
    expect(mapEvent(email("initial_open"))).toStrictEqual(initialOpen);
    expect(mapEvent(email("open"))).toStrictEqual(open);
  });
});

describe("unsubscribeEvent", () => {
  it.each(["Unsubscribed", "Email Unsubscribed"] as const)("%s", (unsubscribeEvent) => {
    const mapEvent = createAirshipMapper({ unsubscribeEvent });
    for (const name of ["unsubscribe", "list_unsubscribe", "link_unsubscribe"] as const)
      expect(mapEvent(email(name))).toStrictEqual(mapped({ event: unsubscribeEvent }));
  });
});

describe("identity", () => {
  const identityOf = (identity: AirshipMapperOptions["identity"] & {}, event: AirshipEvent = email("delivery")) => {
    const outcome = createAirshipMapper({ identity })(event);
    if (outcome.status !== "mapped") return outcome;
    const { userId, anonymousId } = outcome.event;
    return {
      userId,
      anonymousId,
      keys: Object.keys(outcome.event)
        .filter((key) => key.endsWith("Id"))
        .toSorted(),
    };
  };

  it("is the named user by default or by name", () => {
    expect(identityOf("named-user-or-address")).toEqual({
      userId: "reader-4711",
      anonymousId: "channel-1",
      keys: ["anonymousId", "messageId", "userId"],
    });
  });

  it("can be the channel only", () => {
    expect(identityOf("channel")).toEqual({
      userId: undefined,
      anonymousId: "channel-1",
      keys: ["anonymousId", "messageId"],
    });
  });

  it("skips an event without a channel when it is the channel only", () => {
    const event = { ...email("delivery"), device: { device_type: "EMAIL", delivery_address: "n@example.com" } };
    expect(identityOf("channel", event as AirshipEvent)).toEqual(skipped("no-identity"));
  });

  it("can be a function of the event, whose result is final", () => {
    expect(identityOf((event) => ({ userId: `airship:${event.id}` }))).toEqual({
      userId: "airship:event-1",
      anonymousId: undefined,
      keys: ["messageId", "userId"],
    });
  });

  it.each<[string, ReturnType<AirshipIdentify>]>([
    ["nothing", undefined],
    ["null", null],
    ["no identifier", {}],
    ["empty identifiers", { userId: "", anonymousId: "" }],
    ["identifiers that are null", { userId: null, anonymousId: null }],
    ["identifiers that identify nobody", { userId: "<>", anonymousId: "[email\u00a0protected]" }],
  ])("skips an event for which the function returns %s", (_name, identifiers) => {
    expect(identityOf(() => identifiers)).toEqual(skipped("no-identity"));
  });

  it("uses the other identifier if one is empty", () => {
    expect(identityOf(() => ({ userId: "", anonymousId: "a" }))).toMatchObject({ anonymousId: "a", userId: undefined });
  });

  it("ignores other properties of the function's result", () => {
    const identifiers = { userId: "u", type: "identify" };
    expect(createAirshipMapper({ identity: () => identifiers })(email("delivery"))).toMatchObject({
      event: { userId: "u", type: "track" },
    });
  });
});

describe("forward", () => {
  it("maps the named kinds to custom events", () => {
    const mapEvent = createAirshipMapper({ forward: { delay: "Email Delayed", injection: "Email Injected" } });
    expect(mapEvent(email("delay"))).toStrictEqual(mapped({ event: "Email Delayed" }));
    expect(mapEvent(email("injection"))).toStrictEqual(mapped({ event: "Email Injected" }));
  });

  it("skips the other kinds", () => {
    expect(createAirshipMapper({ forward: { delay: "Email Delayed" } })(email("injection"))).toStrictEqual(
      skipped("no-semantic-event"),
    );
    expect(createAirshipMapper({ forward: { injection: "Email Injected" } })(email("delay"))).toStrictEqual(
      skipped("not-terminal"),
    );
  });
});

describe("prefetchedOpens", () => {
  it.each(["true", true])("skips an open with the flag %o", (is_prefetched) => {
    const mapEvent = createAirshipMapper({ prefetchedOpens: "skip", opens: "both" });
    expect(mapEvent(email("initial_open", { is_prefetched }))).toStrictEqual(skipped("prefetched"));
    expect(mapEvent(email("open", { is_prefetched }))).toStrictEqual(skipped("prefetched"));
  });

  it.each(["false", false, undefined])("maps an open with the flag %o", (is_prefetched) => {
    const mapEvent = createAirshipMapper({ prefetchedOpens: "skip" });
    expect(mapEvent(email("initial_open", { is_prefetched }))).toMatchObject({ status: "mapped" });
  });

  it("doesn't affect clicks", () => {
    const mapEvent = createAirshipMapper({ prefetchedOpens: "skip" });
    expect(mapEvent(email("click", { is_prefetched: "true" }))).toMatchObject({ status: "mapped" });
  });

  it("maps a prefetched open with its flag by default", () => {
    expect(createAirshipMapper()(email("initial_open", { is_prefetched: "true" }))).toMatchObject({
      event: { properties: { is_prefetched: true } },
    });
  });
});

describe("complianceBounce", () => {
  it("maps a compliance bounce, with the event's own id in place of the send's", () => {
    expect(createAirshipMapper({ complianceBounce: "map" })(complianceBounce)).toStrictEqual(
      mapped({
        event: "Email Bounced",
        context: { traits: { email: "n@example.org" } },
        properties: {
          email_id: "event-1",
          email_subject: "Spring",
          recipient: "n@example.org",
          sender: "news@example.com",
          bounce_class: "30",
          bounce_class_name: "Generic Bounce: No RCPT",
          bounce_category: "hard",
          is_hard_bounce: true,
        },
      }),
    );
  });

  it("uses the device's address for a compliance bounce without identifiers", () => {
    const bare = { ...complianceBounce, body: { event_type: "bounce" } } as AirshipEvent;
    expect(createAirshipMapper({ complianceBounce: "map" })(bare)).toStrictEqual(
      mapped({ event: "Email Bounced", properties: { email_id: "event-1", recipient: "nora@example.com" } }),
    );
  });

  it("skips a compliance bounce without an identity", () => {
    const nobody = { ...complianceBounce, device: { ...device, channel: "" } } as AirshipEvent;
    expect(createAirshipMapper({ complianceBounce: "map", identity: "channel" })(nobody)).toStrictEqual(
      skipped("no-identity"),
    );
  });

  it("skips a compliance bounce without an id", () => {
    const bare = { ...complianceBounce, id: "" };
    expect(createAirshipMapper({ complianceBounce: "map" })(bare)).toStrictEqual(skipped("no-event-id"));
  });
});

it("returns an outcome for every email event, whatever the options", () => {
  const mappers = [
    createAirshipMapper(),
    createAirshipMapper({ opens: "both", forward: { delay: "D", injection: "I" }, prefetchedOpens: "skip" }),
  ];
  const outcomes = mappers.map((mapEvent) => airshipEmailEventNames.map((name) => mapEvent(email(name)).status));
  expect(outcomes.map((list) => list.filter((status) => status === "mapped").length)).toEqual([9, 12]);
  expect(outcomes.flat()).not.toContain("unrecognized");
});
