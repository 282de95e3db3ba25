import { normalize, type SemanticEmailEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { identify } from "./identify.ts";

const event = {
  type: "track",
  event: "Email Opened",
  userId: "user_1",
  timestamp: "2026-03-09T17:41:12.000Z",
  properties: { email_id: "msg_1" },
} as const satisfies SemanticEmailEvent;

describe("identify", () => {
  it("gives the same event the same id", () => {
    expect(identify({ ...event }).messageId).toBe(identify(event).messageId);
  });

  it("gives the same event the same id in another order of members, and in the other spelling", () => {
    const { messageId } = identify({ ...event, context: { ip: "203.0.113.9", traits: { email: "a@b.c", plan: "x" } } });
    const context = { traits: { plan: "x", email: "a@b.c" }, ip: "203.0.113.9" };
    const { properties, timestamp, userId, ...named } = event;
    const reversed = { context, properties, timestamp, userId, ...named };
    expect(identify(reversed).messageId).toBe(messageId);
    const page = { context, properties, timestamp, user_id: userId, action: named.type };
    expect(identify(normalize({ ...page, event: named.event })).messageId).toBe(messageId);
  });

  it("gives another event another id", () => {
    expect(identify({ ...event, userId: "user_2" }).messageId).not.toBe(identify(event).messageId);
    const listed = (list: readonly string[]) => {
      const properties = { email_id: "m", list };
      return identify({ ...event, properties }).messageId;
    };
    expect(listed(["a", "b"])).not.toBe(listed(["b", "a"]));
  });

  it("gives equal events without a time an id each", () => {
    const { timestamp: _, ...timeless } = event;
    expect(identify(timeless).messageId).not.toBe(identify(timeless).messageId);
  });
});
