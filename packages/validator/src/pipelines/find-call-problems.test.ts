import { describe, expect, it } from "vitest";
import type { CallType } from "./call-types.ts";
import { findCallProblems } from "./find-call-problems.ts";

const untyped = {
  event: "Email Opened",
  userId: "u-1",
  messageId: "m-1",
  timestamp: "2026-03-09T07:41:12.000Z",
  properties: { email_id: "e-1", recipient: "nora@example.com" },
};
const opened = { ...untyped, type: "track" };

const find = (value: unknown, endpoint?: CallType): readonly string[] =>
  findCallProblems(value, endpoint).map(({ pointer, sentence }) => `${pointer} ${sentence}`.trim());

describe("a call that the Pipelines API accepts", () => {
  it.each<[string, unknown, CallType?]>([
    ["a semantic event in a batch", opened],
    ["a semantic event at its endpoint", opened, "track"],
    ["a semantic event whose type is that of the endpoint", untyped, "track"],
    ["a custom event", { type: "track", event: "Coupon Used", anonymousId: "a-1" }],
    ["an identify", { type: "identify", userId: "u-1", traits: {} }],
    ["an alias with the previous id alone", { type: "alias", previousId: "p-1" }],
    ["a group with its id alone", { type: "group", groupId: "g-1" }],
  ])("has no problems: %s", (_, value, endpoint) => {
    expect(find(value, endpoint)).toEqual([]);
  });
});

describe("a call that the Pipelines API refuses", () => {
  it.each<[string, unknown, readonly string[], CallType?]>([
    ["no object", [opened], ["a call must be an object"]],
    ["no type in a batch", untyped, ["/type type must be one of identify, track, page, screen, group, alias"]],
    ["a name of every object as type", { ...opened, type: "constructor" }, [expect.stringContaining("/type")]],
    ["the type of another endpoint", opened, ["/type type must be identify at this endpoint"], "identify"],
    ["no id", { type: "identify" }, ["one of userId, anonymousId, groupId is required"]],
    ["an empty id", { type: "identify", userId: "" }, ["one of userId, anonymousId, groupId is required"]],
    ["the previous id alone, of an identify", { type: "identify", previousId: "p-1" }, [expect.any(String)]],
    ["ids of another type", { type: "page", userId: 7 }, ["/userId userId must be a string"]],
    [
      "members of other types, all of them, and not what follows from them",
      { ...opened, userId: null, messageId: 7, properties: [] },
      [
        "/userId userId must be a string",
        "/messageId messageId must be a string",
        "/properties properties must be an object",
      ],
    ],
    ["an event without a name", { ...opened, event: "" }, ["/event event must be a non-empty string"]],
    [
      "a semantic event that isn't valid, at the endpoint of its type",
      { ...untyped, properties: {} },
      ["/properties/email_id /properties/email_id: expected a value, received nothing"],
      "track",
    ],
  ])("has problems, each with its place: %s", (_, value, problems, endpoint) => {
    expect(find(value, endpoint)).toEqual(problems);
  });
});
