import type { Delivery } from "./delivery.ts";
import { encodeCall, toReason } from "./encode-call.ts";
import type { Entry, Verdict } from "./outcome.ts";
import type { Settings } from "./settings.ts";

const callTypes = /^(track|identify|page|screen|group|alias)$/;

/** Puts one call into the queue; its entry is settled now, when the call can't be sent, or else later. */
export type Intake<C> = (call: C, type: string, entry: Entry) => void;

/** The way into the queue: every reason not to send a call at all is found here. */
export const createIntake = <C extends object>(
  delivery: Delivery,
  settings: Settings,
  newMessageId: (call: C) => string,
): Intake<C> => {
  const { mode, maxEventBytes, maxQueueBytes, redact } = settings;
  const full = `the queue is full (${maxQueueBytes} bytes): await ready() before handing over more`;
  const refusal = (call: C, type: string, entry: Entry): Verdict | undefined => {
    const undelivered = delivery.stopped ?? (delivery.hasRoom(maxQueueBytes) ? undefined : full);
    if (undelivered !== undefined) return { status: "undelivered", reason: undelivered };
    try {
      if (!callTypes.test(type)) throw new TypeError(`the API has no call of the type ${type}`);
      const json = encodeCall(call, type, newMessageId);
      const bytes = delivery.add(json, `/v1/${mode === "batch" ? mode : type}`, entry);
      if (bytes <= maxEventBytes) return undefined;
      return { status: "rejected", reason: `it is ${bytes} bytes, and the limit is ${maxEventBytes}` };
    } catch (error) {
      return { status: "rejected", reason: `it can't be written: ${redact(toReason(error))}` };
    }
  };
  return (call, type, entry) => {
    const verdict = refusal(call, type, entry);
    if (verdict) delivery.refuse(entry, verdict);
  };
};
