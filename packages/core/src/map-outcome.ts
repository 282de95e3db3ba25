import type { SemanticEmailEvent, TrackCall } from "./generated/semantic/types.ts";

/** A track call under a name of your own, for what has no semantic event. */
export type CustomTrackCall = TrackCall & {
  event: string;
  properties: { [name: string]: unknown };
};

/** An event that was left out on purpose, and why. */
export interface Skipped<Reason extends string = string> {
  readonly outcome: "skipped";
  readonly reason: Reason;
}

/** What a mapping makes of one source event. Nothing is dropped without a reason. */
export type MapOutcome<Event = SemanticEmailEvent, Reason extends string = string> =
  | { readonly outcome: "mapped"; readonly event: Event }
  | Skipped<Reason>
  | { readonly outcome: "unrecognized"; readonly name: string };
