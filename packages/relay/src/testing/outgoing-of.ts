import type { OutgoingEvent } from "../destination/outgoing-event.ts";
import type { RelayedEvent } from "../judging/step.ts";

/** An outgoing event that keeps the event. */
export const outgoingOf = (event: RelayedEvent): OutgoingEvent => ({
  type: "track",
  event: event.event,
  messageId: event.messageId ?? "",
  toJSON: () => event,
});
