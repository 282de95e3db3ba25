import type { SemanticEmailEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { deriveMessageId } from "./derive-message-id.ts";

const event: SemanticEmailEvent = {
  type: "track",
  event: "Email Opened",
  userId: "user_1",
  timestamp: "2026-03-09T17:41:12.000Z",
  properties: { email_id: "msg_1" },
};

describe("deriveMessageId", () => {
  it("gives the same event the same id", () => {
    expect(deriveMessageId({ ...event })).toBe(deriveMessageId(event));
  });

  it("gives another event another id", () => {
    expect(deriveMessageId({ ...event, userId: "user_2" })).not.toBe(deriveMessageId(event));
  });

  it("gives equal events without a time an id each", () => {
    const { timestamp: _, ...timeless } = event;
    expect(deriveMessageId(timeless)).not.toBe(deriveMessageId(timeless));
  });
});
