import type { Issue } from "@email-events/core";

/** What was left out of an event that goes on or was skipped. */
export interface Note {
  /** The line of the source that the event begins on, from 1. */
  readonly line: number;
  readonly issues: readonly Issue[];
}
