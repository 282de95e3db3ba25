import type { EmailProperties, EventContext, Identity } from "../generated/semantic/types.ts";
import type { Issue } from "../issue.ts";
import type { Skipped, Invalid } from "../outcome.ts";
import type { Mapper } from "./mapper.ts";

/** The properties that every call has: those that Customer.io names, and the address that the message went to. */
export interface MessageProperties extends EmailProperties {
  /** Address of the person who was written to; `context.traits.email` says the same. */
  recipient?: string;
}

/** What every event of a vocabulary says of its message, read once before the call of its kind is made. */
export interface Message<Properties = MessageProperties> {
  /** Who the event is about. */
  readonly identity: Identity;
  /** The id of the call, equal for repeated deliveries of one event. */
  readonly messageId: string;
  /** When the event happened, ISO 8601. */
  readonly timestamp: string;
  /** A new object, which a mapper fills further. */
  readonly context: EventContext;
  /** A new object, which a mapper fills further: spreading it into another one costs more than the rest of the mapping. */
  readonly properties: Properties;
  /** What counted as absent because it couldn't be used; none, or an empty list, for nothing. */
  readonly notes?: readonly Issue[];
}

/** Reads the message of an event, or says why no call can be made of it. Pure. */
export type ReadMessage<Event, Properties = MessageProperties, Reason extends string = string> = (
  event: Event,
) => Message<Properties> | Skipped<Reason> | Invalid;

/** Makes one kind of call from one kind of event and its message. */
export type ToCall<Event, Call, Properties = MessageProperties> = (event: Event, message: Message<Properties>) => Call;

/**
 * Makes mappers that read the message first: an event without one ends with the outcome of the reading, the others become a
 * call.
 *
 * @example
 * const map = mapMessage(readMessage);
 * const table = { opened: map(toOpened), clicked: map(toClicked) };
 */
export const mapMessage =
  <Event, Properties, Reason extends string>(read: ReadMessage<Event, Properties, Reason>) =>
  <Kind, Call>(toCall: ToCall<Kind, Call, Properties>): Mapper<Event & Kind, Call, Reason> =>
  (event) => {
    const message = read(event);
    if ("status" in message) return message;
    const call = toCall(event, message);
    const { notes } = message;
    return notes === undefined || notes.length === 0
      ? { status: "mapped", event: call }
      : { status: "mapped", event: call, notes };
  };
