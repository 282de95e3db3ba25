import type { Skipped } from "../../outcome.ts";

/** Returns a mapper that skips every event: the entry of a table for a kind that isn't mapped. */
export const skip = <Reason extends string>(reason: Reason): (() => Skipped<Reason>) => {
  const skipped: Skipped<Reason> = { status: "skipped", reason };
  return () => skipped;
};
