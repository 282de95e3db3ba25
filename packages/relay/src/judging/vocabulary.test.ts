import { eventGenerators } from "@email-events/sandbox";
import { describe, expect, it } from "vitest";
import { sourceVocabularyNames, detectVocabulary, vocabularyNames } from "@email-events/diagnose/sources";

const bulkClick = { type: "click", event_id: "e-1", timestamp: "1773042072000" };
const airshipSigns = { occurred: "2026-03-09T07:41:12.000Z", processed: "2026-03-09T07:41:13.000Z" };

describe("detectVocabulary", () => {
  it.each(sourceVocabularyNames)("tells every generated event of %s", (name) => {
    const events = [...eventGenerators[name]({ seed: 4, count: 200 })].filter((event) => typeof event === "object");
    expect(events).toHaveLength(200);
    expect(events.filter((event) => event === null || detectVocabulary(event) !== name)).toEqual([]);
  });

  it("goes by validity where an event looks like several", () => {
    expect(detectVocabulary({ ...bulkClick, ...airshipSigns })).toBe("bulk-tracking");
    expect(detectVocabulary({ ...bulkClick, ...airshipSigns, timestamp: "yesterday" })).toBe("airship");
    const call = { type: "track", event: "Email Opened", userId: "u", properties: { email_id: "m" }, event_id: "e" };
    expect(detectVocabulary(call)).toBe("semantic");
    expect(detectVocabulary({ ...call, properties: {} })).toBe("bulk-tracking");
  });

  it.each([{}, { type: "constructor" }, { type: ["click"] }, Object.create({ type: "click" }) as object])(
    "tells none of %o",
    (event) => {
      expect(detectVocabulary(event)).toBeUndefined();
    },
  );
});

it("the semantic vocabulary stands behind all sources", () => {
  expect(vocabularyNames).toEqual([...sourceVocabularyNames, "semantic"]);
});
