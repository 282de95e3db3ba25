import type {
  AirshipAssociatedPush,
  AirshipComplianceBounce,
  AirshipEmailEvent,
  AirshipEmailProperties,
  AirshipUnsubscribeProperties,
  Invalid,
} from "@email-events/core";
import {
  fillRecipient,
  identifier,
  presentObject,
  recipientAddress,
  text,
  type Message as MessageOf,
  type ReadMessage as ReadMessageOf,
  type ToCall as ToCallOf,
} from "@email-events/core/mapping";
import { readPerson, type AirshipMappableEvent } from "./identify.ts";
import type { AirshipSkipped, AirshipSkipReason } from "./map-outcome.ts";
import type { AirshipMappedProperties } from "./mapped-event.ts";
import type { Settings } from "./settings.ts";

/** What all Airship events have in common, read once for all mappers. */
export type Message = MessageOf<AirshipMappedProperties>;

/** Returns the call for one kind of event and its message. */
export type ToCall<Event, Call> = ToCallOf<Event, Call, AirshipMappedProperties>;

/**
 * Reads the message of an event. Skips an event without an id or identity; returns issues for one without a time.
 */
export type ReadMessage<Event> = ReadMessageOf<Event, AirshipMappedProperties, AirshipSkipReason>;

// Repeated deliveries would count twice, or all events but the first as repeated.
const withoutEventId: AirshipSkipped = { status: "skipped", reason: "no-event-id" };

const withoutIdentity: AirshipSkipped = { status: "skipped", reason: "no-identity" };

/** Customer.io would silently take the time of the receipt. */
const withoutTime = (occurred: unknown): Invalid => {
  const isAbsent = (occurred ?? "") === "";
  return {
    status: "invalid",
    issues: [
      {
        pointer: "/occurred",
        code: isAbsent ? "required" : "type",
        expected: "a date and time as in 2026-03-09T07:41:12.000Z",
        // Without the value: what describes one takes a seventh of the bytes of the mapper.
        received: isAbsent ? "nothing" : `a value of the type ${typeof occurred}`,
      },
    ],
  };
};

const labelsOf = (push: AirshipAssociatedPush): string[] => {
  const labels: unknown = presentObject(push.campaigns)?.categories;
  return Array.isArray(labels) ? labels.map(text).filter((label) => label !== undefined) : [];
};

const fillCampaign = (
  properties: AirshipMappedProperties,
  push: AirshipAssociatedPush | undefined,
  sendId: string | undefined,
): void => {
  if (push === undefined) return;
  const labels = labelsOf(push);
  const campaignId = identifier(text(push.group_id)) ?? sendId;
  if (campaignId !== undefined) properties.campaign_id = campaignId;
  if (labels[0] !== undefined) properties.campaign_name = labels[0];
  if (labels.length > 0) properties.campaign_categories = labels;
};

/** The values whose location depends on the type of the event. */
interface Places {
  /** The id of the send. Airship gives messages none, so it is the most specific one. */
  readonly sendId: string | undefined;
  /** The address that the message was sent to. */
  readonly recipient: string | undefined;
  readonly details: AirshipEmailProperties | undefined;
  readonly push: AirshipAssociatedPush | undefined;
}

const toMessage = (
  event: AirshipMappableEvent,
  { sendId, recipient, details, push }: Places,
  { identify }: Settings,
): Message | AirshipSkipped | Invalid => {
  // One that many events would share, such as `null`, counts as absent.
  const messageId = identifier(text(event.id));
  if (messageId === undefined) return withoutEventId;
  const timestamp = text(event.occurred);
  if (timestamp === undefined) return withoutTime(event.occurred);
  const identity = identify(event, readPerson(event, recipient));
  if (identity === undefined) return withoutIdentity;
  // Without a send, the event's own id replaces the id that a semantic event needs: a lost unsubscribe or complaint does harm.
  const properties: AirshipMappedProperties = { email_id: sendId ?? messageId };
  const message: Message = {
    identity,
    messageId,
    // Unchanged: parsing it to a Date would cost time and could only alter it.
    timestamp,
    context: {},
    properties,
  };
  const subject = text(details?.subject);
  if (subject !== undefined) properties.email_subject = subject;
  fillCampaign(properties, push, sendId);
  fillRecipient(message, recipient);
  const sender = text(details?.sender);
  if (sender !== undefined) properties.sender = sender;
  return message;
};

/** Returns the function that reads the message of an email event. */
export const readMessage =
  (settings: Settings): ReadMessage<AirshipEmailEvent> =>
  (event) => {
    const push = presentObject(event.body.triggering_push);
    const details: (AirshipEmailProperties & AirshipUnsubscribeProperties) | undefined = presentObject(
      event.body.properties,
    );
    return toMessage(
      event,
      {
        sendId: identifier(text(push?.push_id)),
        recipient: recipientAddress(details?.email) ?? recipientAddress(event.device.delivery_address),
        details,
        push,
      },
      settings,
    );
  };

/** Returns the function that reads the message of a COMPLIANCE bounce, for streams without CUSTOM events. */
export const readComplianceMessage =
  (settings: Settings): ReadMessage<AirshipComplianceBounce> =>
  (event) => {
    const details = presentObject(event.body.properties);
    const address = presentObject(event.body.identifiers)?.address;
    return toMessage(
      event,
      {
        // The event names no send.
        sendId: undefined,
        recipient:
          recipientAddress(details?.email) ??
          recipientAddress(address) ??
          recipientAddress(event.device.delivery_address),
        details,
        push: undefined,
      },
      settings,
    );
  };
