import type { BulkTrackingEvent, EventContext, Identity } from "@email-events/core";
import { additionalOf, findIn, leftOver, type AdditionalKeys, type AdditionalProperty } from "./additional.ts";
import type { Identify } from "./identify.ts";
import type { BulkTrackingMapOutcome, BulkTrackingSkipped, BulkTrackingSkipReason, Mapper } from "./map-outcome.ts";
import type { BulkTrackingMappedProperties, BulkTrackingTrackCall } from "./mapped-event.ts";
import { text } from "./text.ts";
import { toIso } from "./to-iso.ts";

/** A property of a message that the sender's own data can hold. */
type TakenProperty = Exclude<AdditionalProperty, "userId" | "email_id">;

/** The properties of one kind of call that come from the sender's own data, as far as they are there. */
export type Taken<Property extends TakenProperty> = { [P in Property]?: string };

/** What every event tells of its message, read once for all mappers. */
export interface Message<Property extends TakenProperty> {
  readonly identity: Identity;
  readonly timestamp: string;
  readonly context: EventContext;
  readonly properties: BulkTrackingMappedProperties & Taken<Property>;
}

const skipped = (reason: BulkTrackingSkipReason): BulkTrackingSkipped => ({ outcome: "skipped", reason });

const toContext = (event: BulkTrackingEvent): EventContext => {
  const ip = text(event.ip);
  const userAgent = text(event.user_agent);
  const email = text(event.recipient);
  return {
    ...(ip !== undefined && { ip }),
    ...(userAgent !== undefined && { userAgent }),
    ...(email !== undefined && { traits: { email } }),
  };
};

/**
 * Makes a mapper: skips what can't be told, dated or given to anybody, and has the rest made into a call.
 *
 * @param names The properties that this kind of call takes out of the sender's own data; what else the data holds is
 * left over, a list under an open as well, since an open has no place for it.
 */
export const mapMessage =
  (keys: AdditionalKeys, identify: Identify) =>
  <Event extends BulkTrackingEvent, const Property extends TakenProperty, Call>(
    names: readonly Property[],
    toCall: (event: Event, message: Message<Property>) => Call,
  ): Mapper<Event, Call> =>
  (event): BulkTrackingMapOutcome<Call> => {
    const additional = additionalOf(event);
    const takenKeys = new Set<string>();
    const take = (name: AdditionalProperty): string | undefined => {
      const found = findIn(additional, keys[name]);
      if (found !== undefined) takenKeys.add(found.key);
      return found?.value;
    };

    const email_id = text(event.message_id) ?? take("email_id");
    if (email_id === undefined) return skipped("no-email-id");
    const timestamp = toIso(event.timestamp);
    if (timestamp === undefined) return skipped("no-timestamp");
    const identity = identify(event, () => take("userId"));
    if (identity === undefined) return skipped("no-identity");

    const taken: Taken<Property> = {};
    for (const name of names) {
      const value: Taken<Property>[Property] | undefined = take(name);
      if (value !== undefined) taken[name] = value;
    }
    const recipient = text(event.recipient);
    const rest = leftOver(additional, takenKeys);
    const properties = {
      email_id,
      ...taken,
      // A batch's context may count for all its calls, so the address stands among the properties as well.
      ...(recipient !== undefined && { recipient }),
      ...(rest !== undefined && { additional: rest }),
    };
    return { outcome: "mapped", event: toCall(event, { identity, timestamp, context: toContext(event), properties }) };
  };

/** Puts the identity, the id and the moment of an event round the name and properties of a call. */
export const toTrackCall = <Name extends string, Properties>(
  event: BulkTrackingEvent,
  message: Omit<Message<never>, "properties">,
  name: Name,
  properties: Properties,
): BulkTrackingTrackCall<Name, Properties> => ({
  ...message.identity,
  type: "track",
  event: name,
  // An open and an unsubscribe of one message can share an event_id.
  messageId: `${event.type}:${event.event_id}`,
  timestamp: message.timestamp,
  context: message.context,
  properties,
});
