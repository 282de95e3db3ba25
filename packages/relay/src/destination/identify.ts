import { createHash, randomUUID } from "node:crypto";
import type { RelayedEvent } from "../judging/step.ts";

/** An event with a `messageId`. */
export type IdentifiedEvent = RelayedEvent & { readonly messageId: string };

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

/** Sorts the members of an object: a sender that writes an event again may write them in another order. */
const sorted = (_name: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(byName))
    : value;

/**
 * Returns an id for an event without a `messageId`: a hash of the event, which is the same each time it is read, so
 * that duplicates can be recognized. Without a timestamp, the id is random: two equal events may be different ones.
 */
export const deriveMessageId = (event: RelayedEvent): string =>
  event.timestamp === undefined
    ? randomUUID()
    : createHash("sha256").update(JSON.stringify(event, sorted)).digest("hex").slice(0, 32);

const isIdentified = (event: RelayedEvent): event is IdentifiedEvent => event.messageId !== undefined;

/** Derives the id of an event that has none, so that it has the same id when it is sent again. */
export const identify = (event: RelayedEvent): IdentifiedEvent =>
  isIdentified(event) ? event : { ...event, messageId: deriveMessageId(event) };
