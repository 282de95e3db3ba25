import type { Delivery } from "./delivery.ts";
import { encodeCall, toReason } from "./encode-call.ts";
import { CallEntry, type Desk, type Entry, type Outcome, type Verdict } from "./outcome.ts";
import type { Settings } from "./settings.ts";

const callTypes = /^(track|identify|page|screen|group|alias)$/;

/** The way into the queue for one kind of call: every reason not to send a call at all is found here. */
export class Intake<C extends object> {
  readonly #delivery: Delivery;
  readonly #settings: Settings;
  readonly #newMessageId: (call: C) => string;
  readonly desk: Desk<C>;

  constructor(
    delivery: Delivery,
    settings: Settings,
    announce: (outcome: Outcome<C>) => void,
    newMessageId: (call: C) => string,
  ) {
    this.#delivery = delivery;
    this.#settings = settings;
    this.#newMessageId = newMessageId;
    this.desk = { announce, undelivered: [], closing: false };
  }

  /** Puts one call into the queue; its outcome is known now, when the call can't be sent, or else later. */
  add<D extends C>(call: D, type: string, resolve: (outcome: Outcome<D>) => void, signal?: AbortSignal): void {
    const entry = new CallEntry<C, D>(call, this.desk, resolve, signal);
    const verdict = this.#submit(call, type, entry);
    if (verdict) this.#delivery.ledger.refuse(entry, verdict);
  }

  /** Accounts for a call that won't be sent. */
  refuse(call: C, reason: string): void {
    this.#delivery.ledger.refuse(new CallEntry(call, this.desk, () => {}), { status: "undelivered", reason });
  }

  #submit(call: C, type: string, entry: Entry): Verdict | undefined {
    const { mode, maxEventBytes, redact } = this.#settings;
    const reason = this.#whyNot(entry.signal);
    if (reason !== undefined) return { status: "undelivered", reason };
    try {
      if (!callTypes.test(type)) throw new TypeError(`the API has no call of the type ${type}`);
      const json = encodeCall(call, type, this.#newMessageId);
      const bytes = this.#delivery.add(json, `/v1/${mode === "batch" ? mode : type}`, entry);
      if (bytes <= maxEventBytes) return undefined;
      return { status: "rejected", reason: `it is ${bytes} bytes, and the limit is ${maxEventBytes}` };
    } catch (error) {
      return { status: "rejected", reason: `it can't be written: ${redact(toReason(error))}` };
    }
  }

  #whyNot(signal: AbortSignal | undefined): string | undefined {
    const { maxQueueBytes } = this.#settings;
    if (this.#delivery.stopped !== undefined) return this.#delivery.stopped;
    if (signal?.aborted) return "aborted by its signal";
    if (this.#delivery.ledger.hasRoom(maxQueueBytes)) return undefined;
    return `the queue is full (${maxQueueBytes} bytes): await ready() before handing over more`;
  }
}
