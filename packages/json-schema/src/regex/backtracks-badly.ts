import { createPatternAnalyzer } from "./pattern-cost.ts";

/** Whether matching a pattern (valid under the u flag) can take more than quadratic time in a string's length. */
export const backtracksBadly = (source: string): boolean =>
  ["slow", "too large"].includes(createPatternAnalyzer()(source));
