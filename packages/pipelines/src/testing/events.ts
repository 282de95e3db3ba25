import type { EmailOpened } from "@email-events/core";

/** A semantic event whose id is its number. */
export const opened = (n: number, subject = "Hello"): EmailOpened => ({
  type: "track",
  event: "Email Opened",
  userId: `user-${n}`,
  messageId: `message-${n}`,
  timestamp: "2026-01-01T00:00:00.000Z",
  properties: { email_id: `email-${n}`, email_subject: subject },
});

/** This many events, numbered from 0. */
export const openedTimes = (count: number): EmailOpened[] => Array.from({ length: count }, (_, n) => opened(n));
