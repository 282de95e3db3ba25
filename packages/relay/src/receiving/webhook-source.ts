import { createWebhookReceiver } from "@email-events/bulk-tracking-webhook";
import { StoreError } from "@email-events/store";
import { isTransient, isQueueError } from "../queue/queue-error.ts";
import type { Clock } from "../lifecycle/clock.ts";
import { createIntake, type IntakeParts } from "./webhook-intake.ts";
import { listen, type BoundListener } from "./listen.ts";
import type { WebhookSettings } from "../lifecycle/settings.ts";
import type { Source } from "./source.ts";

/** What the webhook works with. */
export interface WebhookSourceParts extends Omit<IntakeParts, "now"> {
  readonly clock: Clock;
  readonly settings: WebhookSettings;
  readonly secret: string;
  /** The largest request; as the handler has it by default. */
  readonly maxBodyBytes?: number | undefined;
  /** What already listens at that address. */
  readonly listener?: BoundListener | undefined;
  /** Aborted when no more requests are to be taken. */
  readonly signal: AbortSignal;
  /** Aborted when open requests aren't waited for any longer. */
  readonly abandon: AbortSignal;
  readonly onFatal: (error: unknown) => void;
}

/** What names the address of the webhook on the command line. */
export const webhookOption = "--webhook-listen";

/** After this time, requests are wanted again: a sender that follows `/readyz` sends none that would tell a recovery. */
const troubleMs = 10_000;

/**
 * Opens the webhook, which takes POST on any path.
 *
 * @throws RunError when it can't listen at its address.
 */
export const openWebhookSource = async (parts: WebhookSourceParts): Promise<Source> => {
  const { settings, secret, maxBodyBytes, status, clock, signal, abandon, onFatal } = parts;
  const now = (): number => clock.now();
  let cancel = (): void => undefined;
  /** Tells an error that isn't known to last. */
  const tell = (error: unknown): void => {
    status.trouble("webhook", error instanceof Error ? error.name : "unknown error");
    cancel();
    cancel = clock.after(troubleMs, () => status.recovered("webhook"));
  };
  const receive = createWebhookReceiver({
    auth: { secret },
    maxBodyBytes,
    accept: createIntake({ ...parts, now }),
    onError: (error) => {
      // The sender tries again. The queue reports its own trouble and recovery to the status.
      if (isTransient(error)) return;
      if (error instanceof StoreError || isQueueError(error)) onFatal(error);
      else tell(error);
    },
  });
  const listener = parts.listener ?? (await listen(settings, webhookOption));
  listener.serve(receive, status.refuse);
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
      cancel();
    },
    reread: () => undefined,
    close: () => {
      const closed = listener.close();
      listener.cut();
      return closed;
    },
  };
};
