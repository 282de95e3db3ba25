import { expect, it } from "vitest";
import { skipWordsOf } from "./skip-words.ts";

it("tells what a reason means in each vocabulary", () => {
  expect(skipWordsOf("no-identity", "airship")).toEqual(skipWordsOf("no-identity", "bulk-tracking"));
  expect(skipWordsOf("not-terminal", "airship")?.sentence).toContain("72 hours");
  expect(skipWordsOf("no-reason-of-ours", "airship")).toBeUndefined();
});

it.each(["not-terminal", "prefetched", "no-semantic-event", "consequence-of-another-event"])(
  "tells %s as it is where it is a reason of another mapper, without its options",
  (reason) => {
    expect(skipWordsOf(reason, "airship")).toBeDefined();
    expect(skipWordsOf(reason, "bulk-tracking")).toBeUndefined();
  },
);
