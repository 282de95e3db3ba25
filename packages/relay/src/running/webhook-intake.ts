import { WebhookBusyError, type WebhookItem, type WebhookOptions } from "@email-events/bulk-tracking-webhook";
import type { NewEvent } from "@email-events/store";
import type { Backlog } from "./backlog.ts";
import { isPassing, type Committer } from "./committer.ts";
import { toSetAsideReason } from "./handle-chunk.ts";
import { maxEventBytes, toWebhookItem } from "./judge-payloads.ts";
import type { RunStatus } from "./status.ts";

/** What the webhook stores events with. */
export interface IntakeParts {
  readonly committer: Pick<Committer, "addNow">;
  readonly status: RunStatus;
  readonly now: () => number;
  /** Delivers what is stored. */
  readonly backlog: Pick<Backlog, "judge" | "stored">;
}

/** When the sender of what couldn't be stored may try again, in seconds. */
const busySeconds = 5;

const headBytes = 1_000;

const tooLarge = ({ bytes }: WebhookItem) =>
  ({
    status: "invalid",
    issues: [
      {
        pointer: "",
        code: "too_large",
        expected: `an event of at most ${maxEventBytes} bytes`,
        received: `${bytes.length} bytes`,
      },
    ],
  }) as const;

const isTooLarge = ({ bytes }: WebhookItem): boolean => bytes.length > maxEventBytes;

/** Makes what stores the events of a request before it is confirmed; one that is too large is set aside at once. */
export const createIntake = ({ committer, status, now, backlog }: IntakeParts): WebhookOptions["accept"] => {
  const setAsideLarge = (item: WebhookItem, event: NewEvent) => {
    const head = Buffer.from(item.bytes.subarray(0, headBytes));
    const why = toSetAsideReason({ kind: "too-large", line: 0, sizeBytes: item.bytes.length, head }, tooLarge(item));
    return { ...why, event };
  };
  return (items) => {
    const receivedAt = now();
    const toEvent = ({ bytes }: WebhookItem): NewEvent => ({ source: "webhook", payload: bytes, receivedAt });
    const large = items.filter(isTooLarge);
    const kept = large.length === 0 ? items : items.filter((item) => !isTooLarge(item));
    const change = { append: kept.map(toEvent), setAside: large.map((item) => setAsideLarge(item, toEvent(item))) };
    const judged = backlog.judge(() => kept.map(toWebhookItem));
    return new Promise((resolve, reject) => {
      committer.addNow(
        change,
        ({ numbers }) => {
          status.recovered("webhook");
          status.receive(items.length, receivedAt);
          status.settle(large.map(tooLarge));
          backlog.stored(numbers, judged);
          resolve(large.map((item) => ({ index: item.index, ...tooLarge(item) })));
        },
        (error) => reject(isPassing(error) ? new WebhookBusyError(busySeconds) : error),
      );
    });
  };
};
