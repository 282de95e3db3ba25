import { createHash, randomUUID } from "node:crypto";
import type { RelayedEvent } from "../judging/step.ts";

/**
 * Gives an event without a `messageId` the same one each time it is read, so that duplicates can be recognized.
 * Without a timestamp two equal events may well be two: each gets an id of its own.
 */
export const deriveMessageId = (event: RelayedEvent): string =>
  event.timestamp === undefined
    ? randomUUID()
    : createHash("sha256").update(JSON.stringify(event)).digest("hex").slice(0, 32);
