import type { EmailProperties, EventContext, Identity } from "../../generated/semantic/types.ts";
import type { Issue } from "../../issue.ts";
import type { Skipped, Invalid } from "../../outcome.ts";
import type { Mapper } from "./mapper.ts";

/** The properties of every call: those of Customer.io, and the recipient's address. */
export interface MessageProperties extends EmailProperties {
  /** The recipient's address, the same as `context.traits.email`. */
  recipient?: string;
}

/** What all events of a vocabulary have in common, read once before the call is made. */
export interface Message<Properties = MessageProperties> {
  /** Who the event is about. */
  readonly identity: Identity;
  /** The id of the call, equal for repeated deliveries of one event. */
  readonly messageId: string;
  /** When the event happened, ISO 8601. */
  readonly timestamp: string;
  /** A new object, which a mapper adds to. */
  readonly context: EventContext;
  /** A new object, which a mapper adds to: spreading it into another one costs more than the rest of the mapping. */
  readonly properties: Properties;
  /** Values that count as absent because they couldn't be used. */
  readonly notes?: readonly Issue[];
}

/** Reads the message of an event, or returns why the event can't be mapped. Pure. */
export type ReadMessage<Event, Properties = MessageProperties, Reason extends string = string> = (
  event: Event,
) => Message<Properties> | Skipped<Reason> | Invalid;

/** Returns the call for one kind of event and its message. */
export type ToCall<Event, Call, Properties = MessageProperties> = (event: Event, message: Message<Properties>) => Call;

/**
 * Creates mappers that read the message first. If it can't be read, they return that outcome; otherwise the call.
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
