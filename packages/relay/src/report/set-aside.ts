import type { Delivered, EventOutcome, Issue, Skipped } from "@email-events/core";
import { toLine } from "@email-events/core/mapping";
import type { Item } from "../reading/item.ts";

/** The outcome of an event that wasn't delivered and wasn't left out on purpose. */
export type SetAsideOutcome = Exclude<EventOutcome, Delivered | Skipped>;

/** An event that wasn't delivered and wasn't left out on purpose, with all that is needed to look into it. */
export interface SetAside {
  /** The line of the source that it begins on, from 1. */
  readonly line: number;
  readonly status: SetAsideOutcome["status"];
  /** What an unrecognized event is called: at most 60 characters, without addresses; `""` when it has no name. */
  readonly name?: string;
  readonly issues: readonly Issue[];
  /** The event as it came. Holds whatever came, addresses too. */
  readonly source: string;
  /** Whether `source` is only the beginning. */
  readonly truncated?: true;
}

/** The longest name of an unrecognized event that is shown, in characters. */
const maxNameChars = 60;

/** Returns the name of an unrecognized event as it can be shown: bounded, printable and without addresses. */
export const showName = (name: string): string => toLine(name, maxNameChars);

const expected = {
  rejected: "an event that the destination takes",
  undelivered: "a destination that answers",
} as const;

const issuesOf = (outcome: SetAsideOutcome): readonly Issue[] =>
  outcome.status === "rejected" || outcome.status === "undelivered"
    ? [{ pointer: "", code: outcome.status, expected: expected[outcome.status], received: outcome.reason }]
    : (outcome.issues ?? []);

/** Sets an item aside. */
export const buildSetAside = (item: Item, outcome: SetAsideOutcome): SetAside => ({
  line: item.line,
  status: outcome.status,
  ...(outcome.status === "unrecognized" && { name: showName(outcome.name) }),
  issues: issuesOf(outcome),
  ...(item.kind === "whole"
    ? { source: item.bytes.toString("utf8").trim() }
    : { source: item.head.toString("utf8"), truncated: true }),
});
