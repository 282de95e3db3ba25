import type { BulkTrackingEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { mapBulkTrackingEvent } from "../map-event.ts";

const map = (edits: object) => {
  const event = {
    type: "unsubscribe",
    event_id: "e-1",
    timestamp: "1773042072000",
    recipient: "nora@example.com",
    ...edits,
  };
  const outcome = mapBulkTrackingEvent(event as BulkTrackingEvent);
  if (outcome.status !== "mapped") throw new Error(`the event is ${outcome.status}`);
  return outcome;
};

describe("half a surrogate pair", () => {
  it("is replaced in every mapped string", () => {
    const bad = "\ud83d";
    const additional = { email_subject: bad, campaign_id: bad, campaign_name: bad, list_id: bad, list_name: bad };
    const edits = { event_id: `e${bad}`, message_id: bad, ip: bad, user_agent: bad, additional };
    const { event, notes } = map(edits);
    expect(event).toStrictEqual({
      userId: "nora@example.com",
      type: "track",
      event: "Unsubscribed",
      messageId: "unsubscribe:e\ufffd",
      timestamp: "2026-03-09T07:41:12.000Z",
      context: { ip: "\ufffd", userAgent: "\ufffd", traits: { email: "nora@example.com" } },
      properties: {
        email_id: "e\ufffd",
        email_subject: "\ufffd",
        campaign_id: "\ufffd",
        campaign_name: "\ufffd",
        list_id: "\ufffd",
        list_name: "\ufffd",
        recipient: "nora@example.com",
      },
    });
    expect(notes).toBeUndefined();
    expect(map({ type: "click", url: `https://books.example.com/${bad}` }).event.properties).toMatchObject({
      link_url: "https://books.example.com/\ufffd",
    });
  });

  it("is replaced in keys and values of the remaining data, at any depth", () => {
    const additional = { "a\ud83d": "b\udcda", whole: "\u{1f4da}", list: ["\ud83d", { "\ud83d": ["\ud83d"] }] };
    expect(map({ additional }).event.properties.additional).toStrictEqual({
      "a\ufffd": "b\ufffd",
      whole: "\u{1f4da}",
      list: ["\ufffd", { "\ufffd": ["\ufffd"] }],
    });
  });
});

describe("the remaining data", () => {
  it("is shared with the event if nothing has to be changed", () => {
    const nested = { b: [{ c: "d" }], price: 9.99, none: null };
    expect(map({ additional: { nested } }).event.properties.additional?.["nested"]).toBe(nested);
  });

  it("never modifies the event", () => {
    const additional = { "a\ud83d": 1e21, list: [1e21, "\ud83d"] };
    const before = JSON.stringify(additional);
    map({ additional });
    expect(JSON.stringify(additional)).toBe(before);
  });

  it("ends at a hundred levels, and at a circular reference", () => {
    const circle: Record<string, unknown> = { name: "circle" };
    circle["again"] = circle;
    circle["andAgain"] = [circle, circle];
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`);
    const { event, notes } = map({ additional: { circle, deep, kept: "x" } });
    expect(event.properties.additional).toMatchObject({
      circle: { name: "circle", andAgain: [null, null] },
      kept: "x",
    });
    expect(notes).toMatchObject([
      { pointer: "/additional/circle/again", code: "nesting" },
      { pointer: "/additional/circle/andAgain/0", code: "nesting" },
      { pointer: "/additional/circle/andAgain/1", code: "nesting" },
      { code: "nesting" },
    ]);
    expect(() => JSON.stringify(event)).not.toThrow();
  });

  it("has at most 20 notes, however much is removed", () => {
    const { event, notes } = map({ additional: { ids: Array.from({ length: 50_000 }, () => 1e21), kept: "x" } });
    expect(notes).toHaveLength(20);
    expect(JSON.stringify(event)).not.toContain("1e");
  });

  it("keeps a key named __proto__ if something else has to be changed", () => {
    const additional: unknown = JSON.parse('{"__proto__":{"polluted":true},"id":1e21}');
    const kept = map({ additional }).event.properties.additional;
    expect(JSON.stringify(kept)).toBe('{"__proto__":{"polluted":true}}');
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
  });
});
