import { isCall } from "@email-events/validator/pipelines";
import type { Fault } from "./fault.ts";

/** The faults that can be asked for by name. */
const namedFaults: Readonly<Record<string, Fault>> = {
  "429": { status: 429, headers: { "retry-after": "1" } },
  "503": { status: 503 },
  slow: { delayMs: 2_000 },
  reset: { reset: "before" },
};

/** Faults of the next requests. */
export interface FaultQueue {
  /** Sets the faults of the next requests; returns what is wrong with a wish that can't be read. */
  readonly set: (wish: unknown) => string | undefined;
  /** Takes the fault of one request. */
  readonly take: () => Fault | undefined;
  readonly state: () => { readonly fault?: string; readonly count: number };
  readonly clear: () => void;
}

const maxCount = 1_000_000;

/** Creates the queue. One kind of fault is pending at a time: a wish replaces the one before. */
export const createFaultQueue = (): FaultQueue => {
  let fault = "";
  let count = 0;
  return {
    set: (wish) => {
      const wanted: unknown = isCall(wish) ? wish["fault"] : undefined;
      const times: unknown = isCall(wish) ? (wish["count"] ?? 1) : undefined;
      if (typeof wanted !== "string" || !Object.hasOwn(namedFaults, wanted))
        return `fault must be one of ${Object.keys(namedFaults).join(", ")}`;
      if (typeof times !== "number" || !Number.isInteger(times) || times < 0 || times > maxCount)
        return `count must be a whole number from 0 to ${maxCount}`;
      fault = wanted;
      count = times;
      return undefined;
    },
    take: () => {
      if (count === 0) return undefined;
      count -= 1;
      return namedFaults[fault];
    },
    state: () => (count === 0 ? { count } : { fault, count }),
    clear: () => {
      count = 0;
    },
  };
};
