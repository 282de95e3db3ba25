import type { Issue } from "@email-events/core";

/** What was removed from an event that continues or was skipped. */
export interface Note {
  /** The line of the source that the event begins on, from 1. */
  readonly line: number;
  readonly issues: readonly Issue[];
}
