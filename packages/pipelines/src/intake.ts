import type { Delivery } from "./delivery.ts";
import { encodeCall, toReason } from "./encode-call.ts";
import type { Entry } from "./outcome.ts";
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
  return (call, type, entry) => {
    const undelivered = delivery.stopped ?? (delivery.hasRoom(maxQueueBytes) ? undefined : full);
    if (undelivered !== undefined) return delivery.refuse(entry, { status: "undelivered", reason: undelivered });
    const reject = (reason: string): void => delivery.refuse(entry, { status: "rejected", reason });
    if (!callTypes.test(type)) return reject(`the API has no call of the type ${JSON.stringify(type)}`);
    try {
      const json = encodeCall(call, type, newMessageId);
      const bytes = delivery.add(json, `/v1/${mode === "batch" ? mode : type}`, entry);
      if (bytes > maxEventBytes) reject(`it is ${bytes} bytes, and the limit is ${maxEventBytes}`);
    } catch (error) {
      reject(`it can't be written as JSON: ${redact(toReason(error))}`);
    }
  };
};
