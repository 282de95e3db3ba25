import type { TrackCall } from "./generated/semantic/types.ts";

/** A track call with a custom name, for events without a semantic equivalent. */
export type CustomTrackCall = TrackCall & {
  event: string;
  properties: { [name: string]: unknown };
};
