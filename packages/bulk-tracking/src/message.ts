import type { BulkTrackingEvent, EventContext, Identity } from "@email-events/core";
import { identifier, milliseconds, millisecondsIssue, text } from "@email-events/core/mapping";
import { additionalOf, readAdditional, readIdentifier, type AdditionalProperty } from "./additional.ts";
import type { BulkTrackingMapOutcome, BulkTrackingSkipped, BulkTrackingSkipReason, Mapper } from "./map-outcome.ts";
import type {
  BulkTrackingLinkClickedProperties,
  BulkTrackingTrackCall,
  BulkTrackingUnsubscribedProperties,
} from "./mapped-event.ts";
import type { Notes } from "./notes.ts";
import type { Settings } from "./settings.ts";
import { toIso } from "./to-iso.ts";

/** A property of a call that the sender's own data can hold. */
export type TakenProperty = Exclude<AdditionalProperty, "userId" | "email_id">;

/** What every event tells of its message, read once for all mappers. */
export interface Message {
  readonly identity: Identity;
  readonly messageId: string;
  readonly timestamp: string;
  readonly context: EventContext;
  /** A new object, which a mapper fills further: spreading it into another one costs more than all the rest. */
  readonly properties: BulkTrackingLinkClickedProperties & BulkTrackingUnsubscribedProperties;
}

const skipped = (reason: BulkTrackingSkipReason, notes: Notes = []): BulkTrackingSkipped =>
  notes.length === 0 ? { outcome: "skipped", reason } : { outcome: "skipped", reason, notes };

const toContext = (event: BulkTrackingEvent, email: string | undefined): EventContext => {
  const context: EventContext = {};
  const ip = text(event.ip);
  if (ip !== undefined) context.ip = ip;
  const userAgent = text(event.user_agent);
  if (userAgent !== undefined) context.userAgent = userAgent;
  if (email !== undefined) context.traits = { email };
  return context;
};

/** The Message-ID; one that identifies no message, as the `<>` of an empty header, would be the same for many. */
const messageIdOf = ({ message_id }: BulkTrackingEvent): string | undefined => identifier(text(message_id));

/**
 * Makes a mapper: skips events without an id or identity, refuses those without a plausible moment, and has the rest made into
 * a call.
 *
 * @param names The properties that this kind of call takes out of the sender's own data; what else the data holds is
 * left over, a list under an open as well, since an open has no place for it.
 */
export const mapMessage =
  ({ keys, identify, plausibleTime }: Settings) =>
  <Event extends BulkTrackingEvent, Call>(
    names: readonly TakenProperty[],
    toCall: (message: Message, event: Event) => Call,
  ): Mapper<Event, Call> =>
  (event): BulkTrackingMapOutcome<Call> => {
    const notes: Notes = [];
    const sender = readAdditional(additionalOf(event), keys, notes);

    // An open and an unsubscribe of one message can share an event_id.
    const eventId = text(event.event_id);
    if (eventId === undefined) return skipped("no-event-id");
    const messageId = `${event.type}:${eventId}`;
    const ms = milliseconds(event.timestamp, plausibleTime);
    if (ms === undefined)
      return { outcome: "invalid", issues: [millisecondsIssue("/timestamp", event.timestamp, plausibleTime)] };
    const recipient = readIdentifier(event.recipient, "", "recipient", notes);
    const identity = identify(event, { takeUserId: () => sender.take("userId"), recipient });
    if (identity === undefined) return skipped("no-identity", notes);

    // An event of a message without a Message-ID still counts: nobody must be mailed on because of a missing header.
    const email_id = messageIdOf(event) ?? sender.take("email_id") ?? eventId;
    const properties: Message["properties"] = { email_id };
    for (const name of names) {
      const value = sender.take(name);
      if (value !== undefined) properties[name] = value;
    }
    // A batch's context may count for all its calls, so the address stands among the properties as well.
    if (recipient !== undefined) properties.recipient = recipient;
    const rest = sender.leftOver();
    if (rest !== undefined) properties.additional = rest;
    const message = { identity, messageId, timestamp: toIso(ms), context: toContext(event, recipient), properties };
    const call = toCall(message, event);
    return notes.length === 0 ? { outcome: "mapped", event: call } : { outcome: "mapped", event: call, notes };
  };

/** Puts the identity, the id and the moment of an event round the name and properties of a call. */
export const toTrackCall = <Name extends string, Properties>(
  message: Message,
  name: Name,
  properties: Properties,
): BulkTrackingTrackCall<Name, Properties> =>
  // Assigned last: an object that starts by spreading another one takes V8 many times longer to fill.
  Object.assign(
    {
      type: "track" as const,
      event: name,
      messageId: message.messageId,
      timestamp: message.timestamp,
      context: message.context,
      properties,
    },
    message.identity,
  );
