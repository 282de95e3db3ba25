import type { BulkTrackingEvent } from "@email-events/core";
import {
  fillRecipient,
  identifier,
  milliseconds,
  millisecondsIssue,
  text,
  toIso,
  type Message as MessageOf,
  type ReadMessage as ReadMessageOf,
  type ToCall as ToCallOf,
} from "@email-events/core/mapping";
import type { BulkTrackingSkipped, BulkTrackingSkipReason } from "./map-outcome.ts";
import type { BulkTrackingMappedProperties } from "./mapped-event.ts";
import { fillUserAgent } from "./user-agent.ts";
import type { Settings } from "./settings.ts";
import { fillAdditional, readAdditional, readRecipient, takeAdditional } from "./values/additional.ts";
import { remainingAdditional } from "./values/remaining-additional.ts";
import type { Notes } from "./values/notes.ts";

/** What all bulk-tracking events have in common, read once for all mappers. */
export type Message = MessageOf<BulkTrackingMappedProperties>;

/** Returns the call for one kind of event and its message. */
export type ToCall<Event, Call> = ToCallOf<Event, Call, BulkTrackingMappedProperties>;

/**
 * Reads the message of an event. Skips an event without an id or identity; returns issues for one without a plausible
 * timestamp.
 */
export type ReadMessage<Event> = ReadMessageOf<Event, BulkTrackingMappedProperties, BulkTrackingSkipReason>;

const withoutEventId: BulkTrackingSkipped = { status: "skipped", reason: "no-event-id" };

const withoutIdentity = (notes: Notes): BulkTrackingSkipped =>
  notes.length === 0
    ? { status: "skipped", reason: "no-identity" }
    : { status: "skipped", reason: "no-identity", notes };

/** The Message-ID. One that identifies no message, such as `<>`, counts as absent: many events would share it. */
const messageIdOf = ({ message_id }: BulkTrackingEvent): string | undefined => identifier(text(message_id));

/** Returns the function that reads the message of an event. */
export const readMessage =
  ({ keys, identify, plausibleTime }: Settings): ReadMessage<BulkTrackingEvent> =>
  (event) => {
    // One that many events would share, such as the nil UUID, counts as absent: all but the first would count as repeated.
    const eventId = identifier(text(event.event_id));
    if (eventId === undefined) return withoutEventId;
    const ms = milliseconds(event.timestamp, plausibleTime);
    if (ms === undefined)
      return { status: "invalid", issues: [millisecondsIssue("/timestamp", event.timestamp, plausibleTime)] };
    const notes: Notes = [];
    const data = readAdditional(event, keys, notes);
    const recipient = readRecipient(event.recipient, "", "recipient", notes);
    const identity = identify(event, { userId: takeAdditional(data, "userId"), recipient });
    if (identity === undefined) return withoutIdentity(notes);

    const message: Message = {
      identity,
      // An open and an unsubscribe of one message can share an event_id.
      messageId: `${event.type}:${eventId}`,
      timestamp: toIso(ms),
      context: {},
      // An event without a Message-ID is still mapped, because a lost unsubscribe would mean further mail.
      properties: { email_id: messageIdOf(event) ?? takeAdditional(data, "email_id") ?? eventId },
      notes,
    };
    fillAdditional(message.properties, data, event.type);
    fillUserAgent(event, message);
    fillRecipient(message, recipient);
    const rest = remainingAdditional(data.additional, data.taken, notes);
    if (rest !== undefined) message.properties.additional = rest;
    return message;
  };
