import type { Message } from "./message.ts";

/** Writes the address that a message went to into the context and the properties of a call, where there is one. */
export const fillRecipient = (
  { context, properties }: Pick<Message, "context" | "properties">,
  recipient: string | undefined,
): void => {
  if (recipient === undefined) return;
  context.traits = context.traits ? { ...context.traits, email: recipient } : { email: recipient };
  // A batch's context may count for all its calls, so the address stands among the properties as well.
  properties.recipient = recipient;
};
