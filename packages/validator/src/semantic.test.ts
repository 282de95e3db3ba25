import { identifier } from "@email-events/core/mapping";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { semantic } from "./semantic.ts";

const opened = { event: "Email Opened", properties: { email_id: "m-1" } } as const;

const nobodies = [
  "",
  " ",
  "<>",
  "[email\u00a0protected]",
  "[REDACTED]",
  "null",
  "(null)",
  "undefined",
  "0",
  "-1",
  "\ud800",
];

describe("an identifier that identifies nobody", () => {
  it.each(nobodies)("is refused as %j, in either spelling", (nobody) => {
    const events = [
      ["/userId", { ...opened, type: "track", userId: nobody }],
      ["/anonymousId", { ...opened, type: "track", anonymousId: nobody }],
      ["/user_id", { ...opened, action: "track", user_id: nobody }],
      ["/anonymous_id", { ...opened, action: "track", anonymous_id: nobody }],
    ] as const;
    for (const [pointer, event] of events) {
      const issue = { pointer, code: "pattern", expected: "an identifier of a person" };
      expect(semantic.parse(event)).toMatchObject({ status: "invalid", issues: [issue] });
    }
  });

  it.each(nobodies)("is refused as %j beside another identifier, with an issue that names both", (nobody) => {
    const issue = {
      pointer: "",
      expected: "an object with userId, or an object with anonymousId, and each of them must identify a person",
    };
    for (const ids of [
      { userId: nobody, anonymousId: "a-1" },
      { userId: "u-1", anonymousId: nobody },
    ])
      expect(semantic.parse({ ...opened, type: "track", ...ids })).toMatchObject({
        status: "invalid",
        issues: [issue],
      });
  });

  it("is refused exactly where a mapper doesn't accept it as an identifier", () => {
    const words = [
      "null",
      "NaN",
      "undefined",
      "REDACTED",
      "None",
      "nAn",
      "unknown",
      "anonymous",
      "nil",
      "n/A",
      "user_id",
      "é",
      "7",
      "0",
      "1",
      "٠",
      "🙂",
      "{2cf89e3a-2458-4c2d-8fcf-11f593b1b85e}",
    ];
    const signs = "< > [ ] ( ) {{ }} { } \" ' - % $ # *| |*".split(" ");
    const parts = fc.oneof(fc.constantFrom(...words), fc.constantFrom(...signs, " ", "\n"));
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 6 }), (list) => {
        const userId = list.join("");
        const isIdentifier = identifier(userId) !== undefined;
        expect(semantic.is({ ...opened, type: "track", userId })).toBe(isIdentifier);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("the issues of an event", () => {
  const properties = {};
  const event = "Email Opened";
  it.each([
    ["the API's, which has a type", { type: "track", user_id: "u-1", event, properties }, ["", "/properties/email_id"]],
    ["the specification's, which has none", { user_id: "u-1", event, properties }, ["/action", "/properties/email_id"]],
    ["the API's where it has neither", { event, properties }, ["/type", "", "/properties/email_id"]],
  ])("are those of the spelling that was meant: %s", (_, value, pointers) => {
    const result = semantic.parse(value);
    expect(result.status === "invalid" && result.issues.map(({ pointer }) => pointer).toSorted()).toEqual(
      pointers.toSorted(),
    );
  });

  it.each([
    [{ type: "track", user_id: "u-1" }, '"user_id" is there: did you mean "userId"?'],
    [{ type: "track", anonymous_id: "a-1" }, '"anonymous_id" is there: did you mean "anonymousId"?'],
    [{ action: "track", userId: "u-1" }, '"userId" is there: did you mean "user_id"?'],
    [{ type: "track", userId: "u-1", anonymousId: null, user_id: "u-1" }, undefined],
    [{ type: "track" }, undefined],
  ])("name the identifier that is there in the other spelling: %j", (names, hint) => {
    const result = semantic.parse({ ...names, event, properties: { email_id: "e-1" } });
    expect(result.status === "invalid" && result.issues.map((issue) => issue.hint)).toEqual([hint]);
  });
});
