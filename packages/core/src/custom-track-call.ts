import type { TrackCall } from "./generated/semantic/types.ts";

/** A track call under a name of your own, for what has no semantic event. */
export type CustomTrackCall = TrackCall & {
  event: string;
  properties: { [name: string]: unknown };
};
