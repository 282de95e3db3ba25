import { WebhookBusyError, type WebhookItem, type WebhookOptions } from "@email-events/bulk-tracking-webhook";
import { StoreError, type EventStore, type NewEvent } from "@email-events/store";
import { isPassing } from "./committer.ts";
import { toSetAsideReason } from "./handle-chunk.ts";
import { maxEventBytes } from "./judge-payloads.ts";
import type { RunStatus } from "./status.ts";

/** What the webhook stores events with. */
export interface IntakeParts {
  readonly store: Pick<EventStore, "commit">;
  readonly status: RunStatus;
  readonly now: () => number;
  /** Called once events are stored. */
  readonly onStored: () => void;
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

/** Creates the function that stores the events of a request before it is confirmed; too large ones are set aside at once. */
export const createIntake =
  ({ store, status, now, onStored }: IntakeParts): WebhookOptions["accept"] =>
  async (items) => {
    const receivedAt = now();
    const toEvent = ({ bytes }: WebhookItem): NewEvent => ({ source: "webhook", payload: bytes, receivedAt });
    const large = items.filter(({ bytes }) => bytes.length > maxEventBytes);
    const setAside = large.map((item) => {
      const head = Buffer.from(item.bytes.subarray(0, headBytes));
      const why = toSetAsideReason({ kind: "too-large", line: 0, sizeBytes: item.bytes.length, head }, tooLarge(item));
      return { ...why, event: toEvent(item) };
    });
    const append = items.filter(({ bytes }) => bytes.length <= maxEventBytes).map(toEvent);
    try {
      store.commit({ append, setAside });
    } catch (error) {
      if (!(error instanceof StoreError) || !isPassing(error)) throw error;
      status.trouble("state", error.message);
      throw new WebhookBusyError(busySeconds);
    }
    status.recovered("state");
    status.recovered("webhook");
    status.receive(items.length, receivedAt);
    status.settle(large.map(tooLarge));
    onStored();
    return large.map((item) => ({ index: item.index, ...tooLarge(item) }));
  };
