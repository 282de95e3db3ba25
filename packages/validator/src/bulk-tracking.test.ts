import { describe, expect, test } from "vitest";
import { bulkTracking } from "./bulk-tracking.ts";
import { BulkTrackingEventList } from "./zod.ts";

const open = {
  type: "open",
  event_id: "e-1",
  timestamp: "1773042072000",
  recipient: "nora@example.com",
};

const issuesOf = (edits: object): readonly object[] => {
  const result = bulkTracking.parse({ ...open, ...edits });
  return result.status === "valid" ? [] : result.issues;
};

describe("a timestamp that isn't Unix milliseconds", () => {
  const expected = "Unix milliseconds from 2001-09-09T01:46:40.000Z to 2286-11-20T17:46:39.999Z";

  test.each<[unknown, string, string | undefined]>([
    ["1773042072", '"1773042072"', "looks like seconds: multiply by 1000"],
    [1_773_042_072, "1773042072", "looks like seconds: multiply by 1000"],
    [1_773_042_072.5, "1773042072.5", "looks like seconds: multiply by 1000 and drop the fraction"],
    ["1773042072000000", '"1773042072000000"', "looks like microseconds: divide by 1000 and drop the fraction"],
    ["2026-03-09T07:41:12.000Z", '"2026-03-09T07:41:12.000Z"', "looks like a date: give its Unix milliseconds"],
    ["-1773042072000", '"-1773042072000"', "it is before 1970: check the sign"],
    ["yesterday", '"yesterday"', undefined],
    ["", '""', undefined],
    [0, "0", undefined],
    [null, "null", undefined],
    [{}, "an object", undefined],
    [[1_773_042_072_000], "an array of 1", undefined],
    [true, "true", undefined],
  ])("%j is one issue", (timestamp, received, hint) => {
    const issue = { pointer: "/timestamp", code: "milliseconds", expected, received };
    expect(issuesOf({ timestamp })).toStrictEqual([{ ...issue, ...(hint !== undefined && { hint }) }]);
  });

  test("is missing, with a hint about what was meant", () => {
    const { timestamp, ...rest } = open;
    const result = bulkTracking.parse({ ...rest, timestmp: timestamp });
    expect(result.status !== "valid" && result.issues).toStrictEqual([
      {
        pointer: "/timestamp",
        code: "required",
        expected: "a value",
        received: "nothing",
        hint: '"timestmp" is there: did you mean "timestamp"?',
      },
    ]);
  });

  test("is one issue among others", () => {
    expect(issuesOf({ timestamp: 7, event_id: "", ip: 7 })).toMatchObject([
      { pointer: "/event_id" },
      { pointer: "/timestamp" },
      { pointer: "/ip", expected: "a string or null" },
    ]);
  });
});

test.each([["campaign"], [7], [["campaign"]], [true]])("additional data that is %j must be an object", (additional) => {
  expect(bulkTracking.parse({ ...open, additional })).toEqual({
    status: "valid",
    value: open,
    notes: [expect.objectContaining({ pointer: "/additional", code: "type", expected: "an object" })],
  });
});

test.each(["event-1", "7f3a1c521b8e11f19c540242ac120002", " "])("an event_id can be any string: %j", (event_id) => {
  expect(issuesOf({ event_id })).toEqual([]);
});

test.each([[""], [null], [7], [undefined]])("an event_id can't be %j", (event_id) => {
  expect(issuesOf({ event_id })).toMatchObject([{ pointer: "/event_id" }]);
});

test("a list of events is invalid if an item is", () => {
  const isList = (value: unknown): boolean => BulkTrackingEventList.safeParse(value).success;
  expect(isList([open, { ...open, type: "unsubscribe", recipient: null }])).toBe(true);
  expect(isList([])).toBe(true);
  expect(isList([open, { ...open, timestamp: "1773042072" }])).toBe(false);
  expect(isList(open)).toBe(false);
});
