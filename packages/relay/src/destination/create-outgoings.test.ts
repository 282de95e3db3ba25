import type { RelayedEvent } from "../judging/step.ts";
import { generateAirshipEvents, generateBulkTrackingEvents } from "@email-events/sandbox";
import { describe, expect, it } from "vitest";
import { createPayloadJudge, toItem } from "../handling/judge-payloads.ts";
import { createOutgoings } from "./create-outgoings.ts";

const timeless: RelayedEvent = {
  type: "track",
  event: "Email Opened",
  userId: "user_1",
  properties: { email_id: "msg_1" },
};

describe("an outgoing event", () => {
  it.each([
    ["airship", generateAirshipEvents({ seed: 3, count: 200 })],
    ["webhook", generateBulkTrackingEvents({ seed: 3, count: 200 })],
  ] as const)("of %s is written as the same event each time", (source, events) => {
    const judge = createPayloadJudge(source);
    const toOutgoing = createOutgoings(judge);
    const judged = judge([...events].map((event) => toItem(Buffer.from(JSON.stringify(event)))));
    let count = 0;
    for (const { item, step } of judged) {
      if (step.status !== "valid") continue;
      const outgoing = toOutgoing(item, step.value);
      expect(outgoing.toJSON()).toBe(step.value);
      expect(outgoing.toJSON()).not.toBe(step.value);
      expect(JSON.stringify(outgoing)).toBe(JSON.stringify(step.value));
      expect(outgoing).toMatchObject({ event: step.value.event, messageId: step.value.messageId });
      count += 1;
    }
    expect(count).toBeGreaterThan(80);
  });

  it("keeps an id that was made for it", () => {
    const item = toItem(Buffer.from("{}"));
    const outgoing = createOutgoings(() => [{ item, step: { status: "valid", value: { ...timeless } } }])(
      item,
      timeless,
    );
    expect(outgoing.messageId).toMatch(/^[-0-9a-f]{36}$/);
    const expected = { ...timeless, messageId: outgoing.messageId };
    expect([outgoing.toJSON(), outgoing.toJSON()]).toEqual([expected, expected]);
  });
});
