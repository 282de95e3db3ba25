import type { Delivered, EventOutcome, Issue, Skipped } from "@email-events/core";
import { toLine } from "@email-events/core/mapping";

/** The outcome of an event that was neither delivered nor skipped. */
export type SetAsideOutcome = Exclude<EventOutcome, Delivered | Skipped>;

/** An event that was neither delivered nor skipped, with everything that is needed to examine it. */
export interface SetAside {
  /** The first line of the event in the source, from 1. */
  readonly line: number;
  readonly status: SetAsideOutcome["status"];
  /** The name of an unrecognized event: at most 60 characters, without addresses; `""` if it has none. */
  readonly name?: string;
  readonly issues: readonly Issue[];
  /** The event as it arrived, including addresses. */
  readonly source: string;
  /** Whether `source` is only the beginning. */
  readonly truncated?: true;
}

/** The maximum length of the printed name of an unrecognized event, in characters. */
const maxNameChars = 60;

/**
 * Returns the name of an unrecognized event in a form that is safe to print: bounded, without control characters and
 * addresses.
 */
export const showName = (name: string): string => toLine(name, maxNameChars);
