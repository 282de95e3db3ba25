import { UsageError } from "@email-events/cli";
import type { Config } from "../config/config.ts";
import { findConflicts } from "../config/conflicts.ts";

/** @throws UsageError for the first settings that don't work together. */
export const refuseConflicts = (config: Config): void => {
  const [first] = findConflicts(config);
  if (first !== undefined) throw new UsageError(first.asOptions);
};
