import type { RelayedEvent } from "../judging/step.ts";

/**
 * An event on its way to the destination, which is written as the event itself: `JSON.stringify` calls `toJSON`. Thousands
 * of events wait for their outcome at a time, and none of them is kept in memory as an object once it is written.
 */
export interface OutgoingEvent {
  readonly type: "track";
  /** The event's name. */
  readonly event: string;
  readonly messageId: string;
  /** Returns the event. After the first call it is made again each time, from the bytes of the source event. */
  toJSON(): RelayedEvent;
}
