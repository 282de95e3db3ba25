import type { Issue } from "@email-events/core";
import type { Item } from "./item.ts";

/** An event that wasn't delivered and wasn't left out on purpose, with all that is needed to look into it. */
export interface SetAside {
  /** The line of the source that it begins on, from 1. */
  readonly line: number;
  readonly outcome: "unrecognized" | "invalid" | "rejected" | "undelivered";
  readonly issues: readonly Issue[];
  /** The event as it came. Holds whatever came, addresses too. */
  readonly source: string;
  /** Whether `source` is only the beginning. */
  readonly truncated?: true;
}

/** Sets an item aside. */
export const buildSetAside = (item: Item, outcome: SetAside["outcome"], issues: readonly Issue[]): SetAside => ({
  line: item.line,
  outcome,
  issues,
  ...(item.kind === "whole"
    ? { source: item.bytes.toString("utf8").trim() }
    : { source: item.head.toString("utf8"), truncated: true }),
});
