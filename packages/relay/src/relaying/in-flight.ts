import type { Rejected, Undelivered } from "@email-events/core";
import type { Item } from "../reading/item.ts";
import type { Tally } from "../report/report.ts";
import { buildSetAside } from "../report/build-set-aside.ts";
import type { SetAside } from "../report/set-aside.ts";
import type { OutgoingEvent } from "../destination/outgoing-event.ts";
import type { SendOutcome } from "../destination/send-outcome.ts";

/** Why nothing more should be sent. */
export interface Halt {
  readonly reason: string;
  /** The first line of the source that an event begins on which wasn't delivered. */
  readonly line: number;
}

/** The events in flight, each until its outcome is known. */
export interface InFlight {
  /** Notes an event that is about to be sent. */
  readonly enter: (event: OutgoingEvent, item: Item) => void;
  /** Accounts for an event that was read, and won't be sent any more. */
  readonly refuse: (item: Item, reason: string) => void | Promise<void>;
  /** Accounts for an event that was sent. */
  readonly settle: (outcome: SendOutcome<OutgoingEvent>) => void | Promise<void>;
  /** Accounts for the events that were sent and got no outcome. */
  readonly settleRest: () => Promise<void>;
  /** Why nothing more should be sent: an event couldn't be delivered. */
  readonly halted: () => Halt | undefined;
}

const noOutcome = "the client ended without an outcome for every event";

/**
 * Tracks events in flight, none at first.
 *
 * @param onHalt - Called once, by the first event that can't be delivered.
 */
export const createInFlight = (
  tally: Tally,
  setAside: (entry: SetAside) => void | Promise<void>,
  onHalt: () => void,
): InFlight => {
  const inFlight = new Map<OutgoingEvent, Item>();
  let halted: Halt | undefined;

  const setItemAside = (item: Item, refusal: Rejected | Undelivered): void | Promise<void> => {
    if (refusal.status === "undelivered") {
      const isFirst = halted === undefined;
      halted = { reason: refusal.reason, ...halted, line: Math.min(item.line, halted?.line ?? item.line) };
      if (isFirst) onHalt();
    }
    tally.count(refusal);
    return setAside(buildSetAside(item, refusal));
  };

  const settle = (outcome: SendOutcome<OutgoingEvent>): void | Promise<void> => {
    const item = inFlight.get(outcome.event);
    if (item === undefined) return;
    inFlight.delete(outcome.event);
    if (outcome.status === "delivered") return tally.count(outcome);
    return setItemAside(item, outcome);
  };
  const settleRest = async (): Promise<void> => {
    for (const item of inFlight.values()) {
      await setItemAside(item, { status: "undelivered", reason: halted?.reason ?? noOutcome });
    }
    inFlight.clear();
  };

  return {
    enter: (event, item) => void inFlight.set(event, item),
    refuse: (item, reason) => setItemAside(item, { status: "undelivered", reason }),
    settle,
    settleRest,
    halted: () => halted,
  };
};
