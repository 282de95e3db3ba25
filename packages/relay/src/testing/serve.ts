import type { WebhookReceiver } from "@email-events/bulk-tracking-webhook";
import { listen, type Listener, type ListenPlace } from "../receiving/listen.ts";

/** Serves a receiver on a free port of this machine. */
export const serve = async (
  receive: WebhookReceiver,
  place: Pick<ListenPlace, "requestTimeoutMs"> = {},
): Promise<Listener> => {
  const listener = await listen({ host: "127.0.0.1", port: 0, ...place }, "--webhook-listen");
  listener.serve(receive);
  return listener;
};
