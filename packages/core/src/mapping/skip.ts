import type { Skipped } from "../outcome.ts";

/** Maps every event of a kind to the same skip: how a table says that a kind is left out on purpose. */
export const skip = <Reason extends string>(reason: Reason): (() => Skipped<Reason>) => {
  const skipped: Skipped<Reason> = { status: "skipped", reason };
  return () => skipped;
};
