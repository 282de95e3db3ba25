import type { Settings } from "./settings.ts";
import { toWords } from "./words.ts";

/** What an answer that isn't 2xx, and that time won't heal, means for the calls of its request. */
export interface Refusal {
  /** `key`: no call will be taken any more. `batch`: a part of it may be good. `calls`: all of them are refused. */
  readonly of: "key" | "batch" | "calls";
  /** The API's words. */
  readonly reason: string;
}

const kinds: ReadonlyMap<number, "key" | "batch"> = new Map([
  [401, "key"],
  [403, "key"],
  // One bad event refuses its whole batch with these.
  [400, "batch"],
  [413, "batch"],
  [422, "batch"],
]);

/** Reads a refusal; a batch of one call is that call. */
export const toRefusal = (httpStatus: number, body: string, calls: number, { redact }: Settings): Refusal => {
  const reason = redact(toWords(httpStatus, body));
  const of = kinds.get(httpStatus) ?? "calls";
  if (of === "key") return { of, reason: `${reason} (the API refuses the write key: nothing more is sent)` };
  return { of: of === "batch" && calls === 1 ? "calls" : of, reason };
};
