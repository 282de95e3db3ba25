import type { EventContext } from "@email-events/core";
import { text } from "@email-events/core/mapping";
import type { AirshipMappableEvent } from "./identify.ts";
import type { AirshipTrackCall } from "./mapped-event.ts";
import type { Message } from "./message.ts";

/** The context that every call has: the address, where there is one. */
export const toContext = (recipient: string | undefined): EventContext =>
  recipient === undefined ? {} : { traits: { email: recipient } };

/** Puts the identity, the id and the moment of an event round the name and properties of a call. */
export const toTrackCall = <Name extends string, Properties>(
  event: AirshipMappableEvent,
  message: Message,
  name: Name,
  properties: Properties,
  context: EventContext = toContext(message.recipient),
): AirshipTrackCall<Name, Properties> =>
  // Assigned last: an object that starts by spreading another one takes V8 many times longer to fill.
  Object.assign(
    {
      type: "track" as const,
      event: name,
      messageId: text(event.id) ?? event.id,
      // Passed through as it came: a trip through Date would cost time and could only change it.
      timestamp: event.occurred,
      context,
      properties,
    },
    message.identity,
  );
