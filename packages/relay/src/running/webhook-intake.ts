import { WebhookBusyError, type WebhookItem, type WebhookOptions } from "@email-events/bulk-tracking-webhook";
import type { Queue, Reject } from "../queue/queue.ts";
import { isPassing } from "../queue/queue-error.ts";
import type { Item } from "../reading/item.ts";
import { toReject } from "./handle-chunk.ts";
import { maxEventBytes, toWebhookItem } from "./judge-payloads.ts";
import type { RunStatus } from "./status.ts";

/** What the webhook keeps events with. */
export interface IntakeParts {
  readonly queue: Pick<Queue, "publish" | "setAside" | "maxLineBytes">;
  readonly status: RunStatus;
  readonly now: () => number;
  /** Takes what was parsed, so that it isn't parsed again where the chunk is still in memory. */
  readonly parsed?: WeakMap<readonly Uint8Array[], readonly Item[]>;
}

/** When the sender of what couldn't be stored may try again, in seconds. */
const busySeconds = 5;

const headBytes = 1_000;

const tooLarge = ({ bytes }: WebhookItem, maxBytes: number) =>
  ({
    status: "invalid",
    issues: [
      {
        pointer: "",
        code: "too_large",
        expected: `an event of at most ${maxBytes} bytes`,
        received: `${bytes.length} bytes`,
      },
    ],
  }) as const;

/** Makes what keeps the events of a request before it is confirmed; one that is too large is set aside at once. */
export const createIntake = ({ queue, status, now, parsed }: IntakeParts): WebhookOptions["accept"] => {
  const maxBytes = Math.min(maxEventBytes, queue.maxLineBytes);
  const isTooLarge = ({ bytes }: WebhookItem): boolean => bytes.length > maxBytes;
  const setAsideLarge = (item: WebhookItem): Reject => {
    const head = Buffer.from(item.bytes.subarray(0, headBytes));
    const tooLargeItem = { kind: "too-large", line: 0, sizeBytes: item.bytes.length, head } as const;
    return toReject(item.index, tooLargeItem, tooLarge(item, maxBytes));
  };
  const publish = (kept: readonly WebhookItem[], receivedAt: number): Promise<void> => {
    const lines = kept.map(({ bytes }) => bytes);
    parsed?.set(lines, kept.map(toWebhookItem));
    return queue.publish({ source: "webhook", partition: 0, lines, receivedAt });
  };
  return async (items) => {
    const receivedAt = now();
    const large = items.filter(isTooLarge);
    const kept = large.length === 0 ? items : items.filter((item) => !isTooLarge(item));
    try {
      // Begun together, so that they are stored together.
      await Promise.all([
        large.length > 0 && queue.setAside("webhook", large.map(setAsideLarge)),
        kept.length > 0 && publish(kept, receivedAt),
      ]);
    } catch (error) {
      throw isPassing(error) ? new WebhookBusyError(busySeconds) : error;
    }
    status.recovered("webhook");
    status.receive(items.length, receivedAt);
    const refused = large.map((item) => ({ index: item.index, ...tooLarge(item, maxBytes) }));
    status.settle(refused);
    return refused;
  };
};
