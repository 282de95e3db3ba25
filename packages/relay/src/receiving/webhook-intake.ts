import {
  WebhookBusyError,
  type SetAsideItem,
  type WebhookItem,
  type WebhookOptions,
} from "@email-events/bulk-tracking-webhook";
import type { Queue, Reject } from "../queue/queue.ts";
import { isQueueError } from "../queue/queue-error.ts";
import { toReject } from "../handling/handle-chunk.ts";
import { maxEventBytes, toBuffer, toItem } from "../handling/judge-payloads.ts";
import type { RunStatus } from "../lifecycle/status.ts";
import { tooLarge, toLargeReject } from "../handling/too-large.ts";

/** What the webhook keeps events with. */
export interface IntakeParts {
  readonly queue: Pick<Queue, "publish" | "setAside" | "maxLineBytes">;
  readonly status: RunStatus;
  readonly now: () => number;
  /** Returns the bytes of an item as the queue takes them: those of the item by default; `undefined` where it can't. */
  readonly toLine?: (item: WebhookItem) => Uint8Array | undefined;
  /** Called with the number of events of a request, once they are in the queue. */
  readonly onPublished?: (count: number) => void;
}

/** The `Retry-After` of a request for which the queue has no room, in seconds. */
const busySeconds = 5;

/** An item that isn't published. */
interface Refused {
  readonly item: WebhookItem;
  readonly outcome: ReturnType<typeof tooLarge> | (WebhookItem & { readonly status: "invalid" });
  readonly reject: Reject;
}

/** The items of a request: the lines of those that are published, and those that are set aside at once. */
interface Separated {
  readonly lines: readonly Uint8Array[];
  readonly refused: readonly Refused[];
  /** The longest line, in bytes. */
  readonly maxBytes: number;
}

const refuse = (item: WebhookItem, maxBytes: number): Refused | undefined => {
  const { bytes, index } = item;
  const large = { sizeBytes: bytes.length, bytes };
  if (bytes.length > maxBytes) {
    return { item, outcome: tooLarge(large, maxBytes), reject: toLargeReject(index, large, maxBytes) };
  }
  return item.status === "invalid" ? { item, outcome: item, reject: toReject(index, toItem(bytes), item) } : undefined;
};

const separate = (
  items: readonly WebhookItem[],
  maxBytes: number,
  toLine: Required<IntakeParts>["toLine"],
): Separated => {
  const lines: Uint8Array[] = [];
  const refused: Refused[] = [];
  for (const item of items) {
    const line = item.bytes.length > maxBytes ? undefined : toLine(item);
    const refusal = line === undefined ? refuse(item, maxBytes) : undefined;
    if (refusal !== undefined) refused.push(refusal);
    else lines.push(toBuffer(line ?? item.bytes));
  }
  return { lines, refused, maxBytes };
};

/** Makes what keeps the events of a request before it is confirmed; what can't be published is set aside at once. */
export const createIntake = (parts: IntakeParts): WebhookOptions["accept"] => {
  const { queue, status, now, toLine = ({ bytes }) => bytes, onPublished } = parts;
  const publish = async (lines: Separated["lines"], receivedAt: number): Promise<void> => {
    if (lines.length > 0) await queue.publish({ source: "webhook", partition: 0, lines, receivedAt });
    status.receive(lines.length);
    onPublished?.(lines.length);
  };
  const setAside = async (refused: Separated["refused"]): Promise<void> => {
    if (refused.length === 0) return;
    const rejects = refused.map(({ reject }) => reject);
    await queue.setAside("webhook", rejects);
    status.receive(refused.length);
    status.settle(refused.map(({ outcome }) => outcome));
  };
  const keep = async ({ lines, refused, maxBytes }: Separated): Promise<readonly SetAsideItem[]> => {
    const receivedAt = now();
    try {
      await publish(lines, receivedAt);
      // Only now: a sender repeats a request that is refused, and only events that were published are found by their ids.
      await setAside(refused);
    } catch (error) {
      // Where the limit fell meanwhile, the repeated request is separated by the lower one.
      const isBusy = isQueueError(error) && (error.code === "full" || queue.maxLineBytes < maxBytes);
      throw isBusy ? new WebhookBusyError(busySeconds) : error;
    }
    status.recovered("webhook");
    return refused.map(({ item: { index }, outcome: { status: why, issues } }) => ({ index, status: why, issues }));
  };
  // Not async: that would keep the parsed items in memory until they are stored.
  return (items) => keep(separate(items, Math.min(maxEventBytes, queue.maxLineBytes), toLine));
};
