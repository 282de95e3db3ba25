import type { AirshipSkipped, AirshipSkipReason } from "./map-outcome.ts";

/** Maps every event of a kind to the same skip: how the table says that a kind is dropped on purpose. */
export const skip = (reason: AirshipSkipReason): (() => AirshipSkipped) => {
  const skipped: AirshipSkipped = { outcome: "skipped", reason };
  return () => skipped;
};
