import type { SemanticEmailEvent, TrackCall } from "./generated/semantic/types.ts";

/** A track call under a name of your own, for what has no semantic event. */
export type CustomTrackCall = TrackCall & {
  event: string;
  properties: { [name: string]: unknown };
};

/** What a mapping makes of one source event. Nothing is dropped without a reason. */
export type MapOutcome<E = SemanticEmailEvent> =
  | { readonly outcome: "mapped"; readonly event: E }
  | { readonly outcome: "skipped"; readonly reason: string }
  | { readonly outcome: "unrecognized"; readonly name: string };
