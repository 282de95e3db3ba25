import type { EventContext, TrackCall } from "../../generated/semantic/types.ts";
import type { Message } from "./message.ts";

/** A track call mapped from an event of another vocabulary: it always has an id, a timestamp and a context. */
export type MappedTrackCall<Name extends string, Properties> = TrackCall & {
  event: Name;
  /** Equal for repeated deliveries of one event. */
  messageId: string;
  /** When the event happened, ISO 8601. */
  timestamp: string;
  context: EventContext;
  properties: Properties;
};

/** Returns the track call with a name, the identity, id, time and context of a message, and the properties. */
export const toTrackCall = <Name extends string, Properties>(
  { identity, messageId, timestamp, context }: Message<unknown>,
  name: Name,
  properties: Properties,
): MappedTrackCall<Name, Properties> =>
  // Assigned last: V8 takes many times longer to build an object that starts with a spread.
  Object.assign({ type: "track" as const, event: name, messageId, timestamp, context, properties }, identity);
