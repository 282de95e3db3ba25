import type {
  AirshipEmailEvent,
  AirshipEmailProperties,
  AirshipUnsubscribeProperties,
  Identity,
} from "@email-events/core";
import type { AirshipMappableEvent, Identify } from "./identify.ts";
import type { AirshipMapOutcome, AirshipSkipped, Mapper } from "./map-outcome.ts";
import type { AirshipMappedProperties } from "./mapped-event.ts";
import { text } from "./text.ts";

/** What every email event tells of its message, read once for all mappers. */
export interface Message {
  readonly identity: Identity;
  /** Address that the message went to. */
  readonly recipient: string | undefined;
  readonly properties: AirshipMappedProperties;
}

/** Makes one kind of call from one kind of event and the message that it is about. */
export type ToCall<Event, Call> = (event: Event, message: Message) => Call;

/** The skip of an event without an `email_id`. */
export const withoutEmailId: AirshipSkipped = { outcome: "skipped", reason: "no-email-id" };

/** The skip of an event that is about nobody. */
export const withoutIdentity: AirshipSkipped = { outcome: "skipped", reason: "no-identity" };

/** Sender, subject and address as the properties of any mapped event carry them. */
export const toMessageProperties = (
  emailId: string,
  details: AirshipEmailProperties | undefined,
  recipient: string | undefined,
): AirshipMappedProperties => {
  const properties: AirshipMappedProperties = { email_id: emailId };
  const subject = text(details?.subject);
  const sender = text(details?.sender);
  if (subject !== undefined) properties.email_subject = subject;
  // A batch's context may count for all its calls, so the address stands among the properties as well.
  if (recipient !== undefined) properties.recipient = recipient;
  if (sender !== undefined) properties.sender = sender;
  return properties;
};

const toCampaignProperties = (event: AirshipEmailEvent, emailId: string) => {
  const push = event.body.triggering_push;
  const campaign_id = text(push?.group_id) ?? emailId;
  const labels: unknown = push?.campaigns?.categories;
  const campaign_categories = Array.isArray(labels) ? labels.filter((label) => text(label) !== undefined) : [];
  const campaign_name = text(campaign_categories[0]);
  return campaign_name === undefined ? { campaign_id } : { campaign_id, campaign_name, campaign_categories };
};

/** Makes a mapper of an email event: skips what can't be told or given to anybody, and has the rest made into a call. */
export const mapMessage =
  (identify: Identify) =>
  <Event extends AirshipMappableEvent, Call>(toCall: ToCall<Event, Call>): Mapper<Event & AirshipEmailEvent, Call> =>
  (event): AirshipMapOutcome<Call> => {
    // The id of the send is the finest there is: Airship gives no message an id of its own.
    const emailId = text(event.body.triggering_push?.push_id);
    if (emailId === undefined) return withoutEmailId;
    const details: AirshipEmailProperties & AirshipUnsubscribeProperties = event.body.properties;
    const recipient = text(details.email) ?? text(event.device.delivery_address);
    const identity = identify(event, recipient);
    if (identity === undefined) return withoutIdentity;
    const properties = {
      ...toMessageProperties(emailId, details, recipient),
      ...toCampaignProperties(event, emailId),
    };
    return { outcome: "mapped", event: toCall(event, { identity, recipient, properties }) };
  };
