import type { SemanticEmailEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { identify } from "./identify.ts";

const event: SemanticEmailEvent = {
  type: "track",
  event: "Email Opened",
  userId: "user_1",
  timestamp: "2026-03-09T17:41:12.000Z",
  properties: { email_id: "msg_1" },
};

describe("identify", () => {
  it("gives the same event the same id", () => {
    expect(identify({ ...event }).messageId).toBe(identify(event).messageId);
  });

  it("gives another event another id", () => {
    expect(identify({ ...event, userId: "user_2" }).messageId).not.toBe(identify(event).messageId);
  });

  it("gives equal events without a time an id each", () => {
    const { timestamp: _, ...timeless } = event;
    expect(identify(timeless).messageId).not.toBe(identify(timeless).messageId);
  });
});
