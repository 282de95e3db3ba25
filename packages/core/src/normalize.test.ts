import { describe, expect, test } from "vitest";
import type { SemanticEmailEvent, SpecificationEmailEvent } from "./index.ts";
import { normalize } from "./normalize.ts";

const specification: SpecificationEmailEvent = {
  user_id: "u1",
  action: "track",
  event: "Email Opened",
  message_id: "m-1",
  timestamp: "2026-03-09T07:41:12.000Z",
  context: { ip: "203.0.113.9", user_agent: "Mail/1.0", traits: { email: "nora@example.com" } },
  properties: { email_id: "e1" },
};

describe("normalize", () => {
  test("converts the specification's spelling to the API's", () => {
    expect(normalize(specification)).toEqual({
      userId: "u1",
      type: "track",
      event: "Email Opened",
      messageId: "m-1",
      timestamp: "2026-03-09T07:41:12.000Z",
      context: { ip: "203.0.113.9", userAgent: "Mail/1.0", traits: { email: "nora@example.com" } },
      properties: { email_id: "e1" },
    });
  });

  test("keeps an anonymous person anonymous", () => {
    const { user_id: _, ...rest } = { ...specification, user_id: "u1" };
    expect(normalize({ ...rest, anonymous_id: "a1" })).toMatchObject({ anonymousId: "a1" });
    expect(normalize({ ...rest, anonymous_id: "a1" })).not.toHaveProperty("userId");
  });

  test("doesn't change an event in the API's spelling", () => {
    const event: SemanticEmailEvent = {
      userId: "u1",
      type: "track",
      event: "Email Opened",
      properties: { email_id: "e1" },
    };
    expect(normalize(event)).toEqual(event);
  });

  test("prefers the address and the user agent of the API's spelling where an event has both", () => {
    const traits = { ip: "198.51.100.7" };
    const context = { ip: "203.0.113.9", userAgent: "Mail/1.0", user_agent: "Other/1.0", traits };
    const event: SemanticEmailEvent = {
      userId: "u1",
      type: "track",
      event: "Email Opened",
      properties: { email_id: "e1" },
    };
    expect(normalize({ ...event, context }).context).toEqual({ ip: "203.0.113.9", userAgent: "Mail/1.0", traits });
  });

  test("moves the IP address from the traits, where the email events API has it, to the context", () => {
    const event: SemanticEmailEvent = {
      userId: "u1",
      type: "track",
      event: "Email Opened",
      context: { traits: { ip: "203.0.113.9" } },
      properties: { email_id: "e1" },
    };
    expect(normalize(event).context).toEqual({ ip: "203.0.113.9", traits: { ip: "203.0.113.9" } });
  });

  test.each<[string, object]>([
    ["integrations", { integrations: null }],
    ["a context", { context: null }],
    ["traits", { context: { traits: null } }],
  ])("removes null for %s, in either spelling", (_name, nothing) => {
    const properties = { email_id: "e1" };
    const expected = { userId: "u1", type: "track", event: "Email Opened", properties };
    const context = JSON.stringify(nothing).includes("traits") ? { context: {} } : {};
    const api: SemanticEmailEvent = { userId: "u1", type: "track", event: "Email Opened", properties, ...nothing };
    const page: SpecificationEmailEvent = {
      user_id: "u1",
      action: "track",
      event: "Email Opened",
      properties,
      ...nothing,
    };
    expect(normalize(api)).toStrictEqual({ ...expected, ...context });
    expect(normalize(page)).toStrictEqual({ ...expected, ...context });
  });

  test("detects the spelling by the usable members, if an event has members of both", () => {
    const properties = { email_id: "e1" };
    const page = { action: "track", user_id: "u1", event: "Email Opened", properties } as const;
    const expected = { userId: "u1", type: "track", event: "Email Opened", properties };
    expect(normalize(page)).toStrictEqual(expected);
    for (const others of [
      { type: "email" },
      { type: "track" },
      { type: "track", userId: 7 },
      { type: "track", userId: "u1", messageId: "" },
      { anonymousId: "<>" },
      { sentAt: [] },
    ])
      expect(normalize({ ...page, ...others })).toStrictEqual(expected);
    const api: SemanticEmailEvent = { type: "track", userId: "u2", event: "Email Opened", properties };
    for (const others of [
      { action: [], user_id: "u1" },
      { action: "track", user_id: "<>" },
    ])
      expect(normalize({ ...api, ...others })).toStrictEqual({ ...api, ...others });
    const anonymous = { type: "track", anonymousId: "a2", event: "Email Opened", properties, action: "track" } as const;
    expect(normalize(anonymous)).toStrictEqual(anonymous);
    const apiIds = { messageId: "m-1", anonymousId: "a1" };
    expect(normalize({ ...page, ...apiIds })).toStrictEqual({ ...expected, ...apiIds });
  });

  test("ignores a user agent that isn't a string", () => {
    const context = { user_agent: 7, ip: "203.0.113.9" };
    const event: SemanticEmailEvent = {
      userId: "u1",
      type: "track",
      event: "Email Opened",
      context,
      properties: { email_id: "e1" },
    };
    expect(normalize(event).context).toStrictEqual({ ip: "203.0.113.9" });
  });

  test("keeps unknown properties, and doesn't modify the event", () => {
    const event = Object.freeze({ ...specification, plan: "gold" });
    expect(normalize(event)).toHaveProperty("plan", "gold");
  });

  test("keeps integrations, and what else the context has", () => {
    const rest = { integrations: { All: false }, context: { os: { name: "iOS" }, plan: "gold" } };
    expect(normalize({ ...specification, ...rest })).toMatchObject(rest);
  });
});
