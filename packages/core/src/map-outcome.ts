import type { SemanticEmailEvent, TrackCall } from "./generated/semantic/types.ts";
import type { Issue } from "./issue.ts";

/** A track call under a name of your own, for what has no semantic event. */
export type CustomTrackCall = TrackCall & {
  event: string;
  properties: { [name: string]: unknown };
};

/** An event that was left out on purpose, and why. */
export interface Skipped<Reason extends string = string> {
  readonly outcome: "skipped";
  readonly reason: Reason;
  /** What counted as absent because it couldn't be used, and so may have led to the skip. */
  readonly notes?: readonly Issue[];
}

/** An event that became a call. */
export interface Mapped<Event = SemanticEmailEvent> {
  readonly outcome: "mapped";
  readonly event: Event;
  /** What counted as absent because it couldn't be used, such as a number too large to be held exactly. */
  readonly notes?: readonly Issue[];
}

/** An event that no call can be made of, and why, such as one without a usable moment. */
export interface Unmappable {
  readonly outcome: "invalid";
  readonly issues: readonly Issue[];
}

/** An event of a kind that the vocabulary doesn't know, under its name; `""` when it has none. */
export interface Unrecognized {
  readonly outcome: "unrecognized";
  readonly name: string;
}

/** What a mapping makes of one source event. Nothing is dropped without a reason. */
export type MapOutcome<Event = SemanticEmailEvent, Reason extends string = string> =
  Mapped<Event> | Skipped<Reason> | Unmappable | Unrecognized;
