import { createWebhookReceiver } from "./create-webhook-receiver.ts";
import type { WebhookOptions } from "./options.ts";

/**
 * Answers a request of a sender. Whatever was sent, it resolves.
 *
 * @throws TypeError when something else reads the body, or has read it, such as a body parser of the framework.
 */
export type WebhookHandler = (request: Request) => Promise<Response>;

/**
 * Makes a handler that receives bulk-tracking events: a list, a single event or NDJSON, plain or gzip.
 *
 * Each item is parsed by itself. Unreadable items are passed to `accept`, too, to be stored, and are confirmed: the sender
 * repeats an unconfirmed request, and one broken event would hold back all others.
 *
 * @throws TypeError for an unknown option, one of another kind or out of range, and for a secret that is missing or blank.
 * @example
 * const handle = createWebhookHandler({
 *   auth: { secret: process.env.WEBHOOK_SECRET ?? "" },
 *   accept: async (items) => store.append(items),
 * });
 * const response = await handle(request);
 */
export const createWebhookHandler = (options: WebhookOptions): WebhookHandler => {
  const receive = createWebhookReceiver(options);
  return async (request) => {
    const { status, headers, body } = await receive(request);
    return new Response(body, { status, headers });
  };
};
