import type { Message } from "./message.ts";

/** Adds the recipient's address, if there is one, to the context and the properties of a call. */
export const fillRecipient = (
  { context, properties }: Pick<Message, "context" | "properties">,
  recipient: string | undefined,
): void => {
  if (recipient === undefined) return;
  context.traits = context.traits ? { ...context.traits, email: recipient } : { email: recipient };
  // The API may apply one context to all calls of a batch, so the properties have the address too.
  properties.recipient = recipient;
};
