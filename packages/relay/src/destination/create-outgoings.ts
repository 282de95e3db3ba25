import type { Judge } from "../judging/judge.ts";
import type { RelayedEvent } from "../judging/step.ts";
import type { Item } from "../reading/item.ts";
import { identify } from "./identify.ts";
import type { OutgoingEvent } from "./outgoing-event.ts";

/** Judges an item once more. Its bytes are what they were, and so is the event that is made of them. */
type MakeAgain = (item: Item) => RelayedEvent;

/** A class, since one function for all of them takes less memory than one each. */
class Outgoing implements OutgoingEvent {
  readonly type = "track";
  readonly event: string;
  readonly messageId: string;
  private readonly item: Item;
  private readonly makeAgain: MakeAgain;
  private made: RelayedEvent | undefined;

  constructor(item: Item, made: RelayedEvent, makeAgain: MakeAgain) {
    const identified = identify(made);
    this.event = identified.event;
    this.messageId = identified.messageId;
    this.item = item;
    this.makeAgain = makeAgain;
    this.made = identified;
  }

  toJSON(): RelayedEvent {
    const event = this.made ?? { ...this.makeAgain(this.item), messageId: this.messageId };
    this.made = undefined;
    return event;
  }
}

/**
 * Returns a function that creates an outgoing event from an item and its judged event. An event without an id gets one.
 *
 * @param judge - The judge of the items.
 */
export const createOutgoings = (
  judge: Judge<RelayedEvent>["take"],
): ((item: Item, made: RelayedEvent) => OutgoingEvent) => {
  const makeAgain: MakeAgain = (item) => {
    const step = judge([item])[0]?.step;
    if (step?.status !== "valid") throw new Error("An event was judged differently the second time.");
    return step.value;
  };
  return (item, made) => new Outgoing(item, made, makeAgain);
};
