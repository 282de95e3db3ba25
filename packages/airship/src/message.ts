import type {
  AirshipAssociatedPush,
  AirshipEmailEvent,
  AirshipEmailProperties,
  AirshipUnsubscribeProperties,
  Identity,
} from "@email-events/core";
import { identifier, text } from "@email-events/core/mapping";
import type { AirshipMappableEvent, Identify } from "./identify.ts";
import type { AirshipMapOutcome, AirshipSkipped, Mapper } from "./map-outcome.ts";
import type { AirshipMappedProperties } from "./mapped-event.ts";
import { presentObject } from "./present-object.ts";

/** What every email event tells of its message, read once for all mappers. */
export interface Message {
  readonly identity: Identity;
  readonly emailId: string;
  /** Address that the message went to. */
  readonly recipient: string | undefined;
  readonly details: AirshipEmailProperties | undefined;
  readonly push: AirshipAssociatedPush | undefined;
}

/** Makes one kind of call from one kind of event and the message that it is about. */
export type ToCall<Event, Call> = (event: Event, message: Message) => Call;

/** The skip of an event without an `email_id`. */
export const withoutEmailId: AirshipSkipped = { outcome: "skipped", reason: "no-email-id" };

/** The skip of an event that is about nobody. */
export const withoutIdentity: AirshipSkipped = { outcome: "skipped", reason: "no-identity" };

const labelsOf = (push: AirshipAssociatedPush): string[] => {
  const labels: unknown = presentObject(push.campaigns)?.categories;
  return Array.isArray(labels) ? labels.map(text).filter((label) => label !== undefined) : [];
};

/**
 * Writes what a message tells as the properties that any call carries: a new object, which a mapper fills further. It is
 * filled rather than spread into another one, since that costs more than the rest of the mapping together.
 */
export const toMessageProperties = (message: Message): AirshipMappedProperties => {
  const { emailId, recipient, details, push } = message;
  const properties: AirshipMappedProperties = { email_id: emailId };
  const subject = text(details?.subject);
  if (subject !== undefined) properties.email_subject = subject;
  if (push !== undefined) {
    const labels = labelsOf(push);
    const campaignId = text(push.group_id) ?? text(push.push_id);
    if (campaignId !== undefined) properties.campaign_id = campaignId;
    if (labels[0] !== undefined) properties.campaign_name = labels[0];
    if (labels.length > 0) properties.campaign_categories = labels;
  }
  // A batch's context may count for all its calls, so the address stands among the properties as well.
  if (recipient !== undefined) properties.recipient = recipient;
  const sender = text(details?.sender);
  if (sender !== undefined) properties.sender = sender;
  return properties;
};

/** Makes a mapper of an email event: skips events without an id or identity, and has the rest made into a call. */
export const mapMessage =
  (identify: Identify) =>
  <Event extends AirshipMappableEvent, Call>(toCall: ToCall<Event, Call>): Mapper<Event & AirshipEmailEvent, Call> =>
  (event): AirshipMapOutcome<Call> => {
    // The id of the send is the finest there is: Airship gives no message an id of its own. An event that names no send
    // still counts: an opt-out or a complaint that nobody hears of does harm, so its own id stands in.
    const push = presentObject(event.body.triggering_push);
    const emailId = text(push?.push_id) ?? text(event.id);
    if (emailId === undefined) return withoutEmailId;
    const details: (AirshipEmailProperties & AirshipUnsubscribeProperties) | undefined = presentObject(
      event.body.properties,
    );
    const recipient = identifier(details?.email) ?? identifier(event.device.delivery_address);
    const identity = identify(event, recipient);
    if (identity === undefined) return withoutIdentity;
    return { outcome: "mapped", event: toCall(event, { identity, emailId, recipient, details, push }) };
  };
