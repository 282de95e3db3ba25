import type { DeliveryOutcome } from "@email-events/core";
import type { Destination } from "../destination/destination.ts";
import type { OutgoingEvent } from "../destination/outgoing-event.ts";
import type { SendOutcome } from "../destination/send-outcome.ts";
import { createWakeup } from "../handling/wakeup.ts";
import { Entry, type DeliveryQueue, type Group } from "./delivery-queue.ts";

const delivered: DeliveryOutcome = { status: "delivered" };

/** Returns an outcome without its event, which is of no use from here on, and takes memory until all is stored. */
const withoutEvent = (outcome: SendOutcome<OutgoingEvent>): DeliveryOutcome =>
  outcome.status === "delivered" ? delivered : { status: outcome.status, reason: outcome.reason };

/** What a session works with. */
export interface SessionParts {
  readonly queue: DeliveryQueue;
  /** The groups that lack an outcome. */
  readonly groups: ReadonlySet<Group>;
  /** Whether a single event is sent, to find out whether the destination is well again. */
  readonly isProbe: boolean;
  readonly isClosing: () => boolean;
  readonly onTaken: () => void;
}

/** One stream of events through a client, until an event comes back undelivered. */
export interface DeliverySession {
  /** Sends what was added to the queue. */
  readonly wake: () => void;
  /**
   * Sends events until one comes back, or the queue is empty and closing. Events without an outcome return to the queue.
   *
   * @param onOutcomes - Called after each chunk of outcomes without one that failed.
   * @returns Why an event came back; `undefined` if none did.
   */
  readonly run: (destination: Destination, onOutcomes: () => void) => Promise<string | undefined>;
}

/** Creates a session, which runs once. */
export const createDeliverySession = (parts: SessionParts): DeliverySession => {
  const { queue, groups, isProbe, isClosing, onTaken } = parts;
  const wakeup = createWakeup();
  const back: Entry[] = [];
  let failure: string | undefined;
  const hasFailed = (): boolean => failure !== undefined;

  async function* feed(): AsyncGenerator<readonly Entry[], void, undefined> {
    while (!hasFailed()) {
      const entries = queue.take(isProbe);
      if (entries.length === 0) {
        if (isClosing()) return;
        await wakeup.wait();
        continue;
      }
      onTaken();
      yield entries;
      if (isProbe) return;
    }
  }
  const settle = (outcome: SendOutcome<OutgoingEvent>): void => {
    const entry = outcome.event;
    if (!(entry instanceof Entry) || !entry.isOut) return;
    entry.isOut = false;
    if (outcome.status === "undelivered") {
      failure ??= outcome.reason;
      back.push(entry);
      return;
    }
    const { group, index } = entry;
    group.outcomes[index] = withoutEvent(outcome);
    group.left -= 1;
    if (group.left === 0) group.resolve();
  };
  return {
    wake: wakeup.wake,
    run: async ({ sendChunks }, onOutcomes) => {
      for await (const outcomes of sendChunks(feed())) {
        outcomes.forEach(settle);
        // The next chunk may have waited for these.
        wakeup.wake();
        if (!hasFailed()) onOutcomes();
      }
      const left = [...groups].flatMap(({ entries }) => entries.filter(({ isOut }) => isOut));
      if (left.length > 0) failure ??= "the client ended without an outcome for every event";
      queue.addAgain([...back, ...left]);
      return failure;
    },
  };
};
