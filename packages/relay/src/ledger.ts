import type { Issue, SemanticEmailEvent } from "@email-events/core";
import type { Item } from "./item.ts";
import type { Tally } from "./report.ts";
import { buildSetAside, type SetAside } from "./set-aside.ts";

/** What became of an event that was sent, as `@email-events/pipelines` tells it. */
export type SendOutcome =
  | { readonly status: "accepted"; readonly event: SemanticEmailEvent }
  | {
      readonly status: "rejected";
      readonly event: SemanticEmailEvent;
      readonly httpStatus?: number;
      readonly reason: string;
    }
  | { readonly status: "undelivered"; readonly event: SemanticEmailEvent; readonly reason: string };

/** The events on their way, each until its outcome is known. */
export interface Ledger {
  /** Notes an event that is about to be sent. */
  readonly enter: (event: SemanticEmailEvent, item: Item) => void;
  /** Accounts for an event that won't be sent. */
  readonly refuse: (item: Item, reason: string) => void | Promise<void>;
  /** Accounts for an event that was sent. */
  readonly settle: (outcome: SendOutcome) => void | Promise<void>;
  /** Accounts for the events that were sent and got no outcome. */
  readonly settleRest: () => Promise<void>;
  /** Why nothing more should be sent: the destination can't be reached. */
  readonly halted: () => string | undefined;
}

type Refusal = Exclude<SendOutcome, { status: "accepted" }>;

const toIssue = (refusal: Omit<Refusal, "event">): Issue =>
  refusal.status === "rejected"
    ? { pointer: "", code: "rejected", expected: "an event that the destination takes", received: refusal.reason }
    : { pointer: "", code: "undelivered", expected: "a destination that answers", received: refusal.reason };

/**
 * Makes an empty ledger.
 *
 * @param unreachable - Why the destination can't be reached, when that is known beforehand.
 */
export const createLedger = (
  tally: Tally,
  setAside: (entry: SetAside) => void | Promise<void>,
  unreachable: string | undefined,
): Ledger => {
  const inFlight = new Map<SemanticEmailEvent, Item>();
  let halted = unreachable;

  const giveBack = (item: Item, refusal: Omit<Refusal, "event">): void | Promise<void> => {
    tally.count("rejected");
    return setAside(buildSetAside(item, refusal.status, [toIssue(refusal)]));
  };
  const refuse = (item: Item, reason: string) => giveBack(item, { status: "undelivered", reason });

  const settle = (outcome: SendOutcome): void | Promise<void> => {
    const item = inFlight.get(outcome.event);
    if (item === undefined) return;
    inFlight.delete(outcome.event);
    if (outcome.status === "accepted") return tally.count("delivered");
    if (outcome.status === "undelivered") halted ??= outcome.reason;
    return giveBack(item, outcome);
  };
  const settleRest = async (): Promise<void> => {
    for (const item of inFlight.values()) {
      halted ??= "the client ended without an outcome for every event";
      await refuse(item, halted);
    }
    inFlight.clear();
  };

  return { enter: (event, item) => void inFlight.set(event, item), refuse, settle, settleRest, halted: () => halted };
};
