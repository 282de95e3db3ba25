import { createPatternAnalyzer } from "./pattern-cost.ts";

/** Whether matching a pattern (valid under the u flag) can take time beyond the square of a text's length. */
export const backtracksBadly = (source: string): boolean =>
  ["slow", "too large"].includes(createPatternAnalyzer()(source));
