import { createWebhookReceiver } from "@email-events/bulk-tracking-webhook";
import { StoreError } from "@email-events/store";
import { isTransient, isQueueError } from "../queue/queue-error.ts";
import { createIntake, type IntakeParts } from "./webhook-intake.ts";
import { listen } from "./listen.ts";
import type { WebhookSettings } from "./settings.ts";
import type { Source } from "./source.ts";

/** What the webhook works with. */
export interface WebhookSourceParts extends IntakeParts {
  readonly settings: WebhookSettings;
  readonly secret: string;
  /** Aborted when no more requests are to be taken. */
  readonly signal: AbortSignal;
  /** Aborted when open requests aren't waited for any longer. */
  readonly abandon: AbortSignal;
  readonly onFatal: (error: unknown) => void;
}

/**
 * Opens the webhook, which takes POST on any path.
 *
 * @throws RunError when it can't listen at its address.
 */
export const openWebhookSource = async (parts: WebhookSourceParts): Promise<Source> => {
  const { settings, secret, status, signal, abandon, onFatal } = parts;
  const receive = createWebhookReceiver({
    auth: { secret },
    accept: createIntake(parts),
    onError: (error) => {
      // The sender tries again. The queue reports its own trouble and recovery to the status.
      if (isTransient(error)) return;
      if (error instanceof StoreError || isQueueError(error)) onFatal(error);
      else status.trouble("webhook", error instanceof Error ? error.name : "unknown error");
    },
  });
  const listener = await listen(receive, settings, "--webhook-listen");
  status.note(`webhook: listening on ${listener.address}`);
  return {
    name: "webhook",
    run: async () => {
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener("abort", () => resolve(), { once: true });
      });
      abandon.addEventListener("abort", listener.cut);
      const closed = listener.close();
      if (abandon.aborted) listener.cut();
      await closed;
      abandon.removeEventListener("abort", listener.cut);
    },
    reread: () => undefined,
    close: () => {
      const closed = listener.close();
      listener.cut();
      return closed;
    },
  };
};
