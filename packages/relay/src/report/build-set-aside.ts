import type { Issue } from "@email-events/core";
import type { Item } from "../reading/item.ts";
import { type SetAside, type SetAsideOutcome, showName } from "./set-aside.ts";

const expected = {
  rejected: "an event that the destination accepts",
  undelivered: "a destination that answers",
} as const;

const issuesOf = (outcome: SetAsideOutcome): readonly Issue[] =>
  outcome.status === "rejected" || outcome.status === "undelivered"
    ? [{ pointer: "", code: outcome.status, expected: expected[outcome.status], received: outcome.reason }]
    : (outcome.issues ?? []);

/** Returns the entry of an item that is set aside. */
export const buildSetAside = (item: Item, outcome: SetAsideOutcome): SetAside => ({
  line: item.line,
  status: outcome.status,
  ...(outcome.status === "unrecognized" && { name: showName(outcome.name) }),
  issues: issuesOf(outcome),
  ...(item.kind === "whole"
    ? { source: item.bytes.toString("utf8").trim() }
    : { source: item.head.toString("utf8"), truncated: true }),
});
